import { tokensOf } from '../language/token.ts';

/** An ASCII sign behind a number is an inch; it opens a quotation only at the beginning of a word. */
const QUOTED = /(?:(?<=^|\s)"|[“„«「『])([^"“”„«»「」『』]{1,200})["”“»」』]/gu;

/** What stands within quotation marks, as the terms that have to stand beside each other. */
export function phrasesOf(query: string): string[][] {
  return [...query.matchAll(QUOTED)]
    .map(([, quoted]) =>
      tokensOf(quoted!)
        .filter(({ kind, terms: [term] }) =>
          /\p{Script=Han}/u.test(term!) ? kind === 'gram' && term!.length === 2 : kind === 'word',
        )
        .map(({ terms: [term] }) => term!),
    )
    .filter((terms) => terms.length > 1);
}
