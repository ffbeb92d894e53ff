import { KeyError } from '../sealing/key-error.ts';
import type { KeyStore } from './key-store.ts';

/** The same store, of which every failure of the system beneath is a KeyError; `said` answers undefined for one that is a bug. */
export function reachedStore(store: KeyStore, said: (error: unknown) => string | undefined): KeyStore {
  const translate = (error: unknown): never => {
    const message = error instanceof KeyError ? undefined : said(error);
    if (message === undefined) throw error;
    throw new KeyError('UNREACHABLE', message, [], error);
  };
  const members = Object.entries(store).map(([name, member]: [string, unknown]) => {
    if (typeof member !== 'function') return [name, member] as const;
    const translated = (...given: unknown[]): unknown => {
      const answer: unknown = member(...given);
      return answer instanceof Promise ? answer.catch(translate) : answer;
    };
    return [name, translated] as const;
  });
  return Object.fromEntries(members) as unknown as KeyStore;
}
