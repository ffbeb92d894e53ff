import { BLOCK_WORDS } from '../case/block-words.ts';
import { blocksOf } from '../case/privacy-case.policy.ts';
import type { PrivacyCase } from '../case/privacy-case.record.ts';

/** A case in a list of the terminal: nothing in it is about a person. */
export type ListedCase = Pick<
  PrivacyCase,
  'number' | 'state' | 'dueAt' | 'regimes' | 'channel' | 'items' | 'history' | 'proofHash' | 'provenAt' | 'handler'
>;

/** One line, in columns that tabs part. */
export function caseLine(found: ListedCase): string {
  const items = found.items.map(({ right, state }) => `${right}:${state}`).join(' ');
  const blocks = [...new Set(blocksOf(found).map(({ code }) => code))].join(' ');
  return [found.number, found.state, found.dueAt.toISOString(), found.regimes.join('+'), items, blocks].join('\t');
}

/** All that is known of a case but who it is about: items, what blocks them, and what was done. */
export function caseInWords(found: ListedCase): string {
  const { number, state, dueAt, channel, regimes } = found;
  return [
    `${number}\t${state}\tdue ${dueAt.toISOString()}\t${channel}\t${regimes.join('+')}`,
    ...found.items.map(
      (item) => `item\t${item.right}\t${item.state}\tdue ${item.dueAt.toISOString()}\t${item.reason ?? ''}`,
    ),
    ...blocksOf(found).map(({ right, code }) => `blocked\t${right}\t${code}\t${BLOCK_WORDS.EN[code]}`),
    ...found.history.map(({ at, act, role, right, reason }) =>
      ['done', at.toISOString(), act, role, right ?? '', reason ?? ''].join('\t'),
    ),
  ].join('\n');
}
