import type { LocalizedText } from '../../../kit/text/localized-text.ts';
import { categoryTree, type CategoryNode } from '../category/tree/tree.ts';
import { PROHIBITED_RULES, type ProhibitedRule } from './prohibited/rules.ts';
import { written } from './spelling.ts';
import { WordList } from './word-list.ts';

/** What of a product says what goods it is. */
export interface ProhibitedQuestion {
  /** Name, description, the values of attributes: whatever readers will see. */
  texts: readonly LocalizedText[];
  categoryCode: string;
  /** Harmonized System subheading; null: none was given. */
  hsCode: string | null;
}

/** Why a product has to be looked at. */
export interface ProhibitedMatch {
  /** Code of the rule, such as `WEAPONS`. */
  rule: string;
  by: 'WORD' | 'HS_CODE' | 'CATEGORY';
  /** The word of the list, or the code, that was found. */
  found: string;
}

/** Enough to say why. */
const MOST_MATCHES = 10;

/** Answers whether a product may be shown without somebody looking first: empty, it may. */
export type Prohibited = (question: ProhibitedQuestion) => ProhibitedMatch[];

/** Reads rules, once; a category is prohibited as a whole where all that it holds is, by the Harmonized System. */
export function prohibitedBy(rules: readonly ProhibitedRule[], tree: readonly CategoryNode[]): Prohibited {
  const hsOf = new Map(tree.map(({ code, hs }) => [code, hs]));
  const read = rules.map(({ code, hs, groups }) => ({
    code,
    hs,
    groups: groups.map(({ in: places, words, unless }) => ({
      places: places ?? null,
      list: new WordList([...words.tr, ...words.zh, ...words.en], unless),
    })),
  }));
  return ({ texts, categoryCode, hsCode }) => {
    const all = texts.flatMap((text) => (Object.values(text) as string[]).map(written));
    const headings = hsOf.get(categoryCode) ?? [];
    const matches = read.flatMap(({ code: rule, hs, groups }): ProhibitedMatch[] => {
      const covers = (given: string) => hs.some((prefix) => given.startsWith(prefix));
      return [
        ...groups
          .filter(({ places }) => !places || places.some((place) => isWithin(categoryCode, place)))
          .flatMap(({ list }) => list.foundIn(all))
          .map((found) => ({ rule, by: 'WORD' as const, found })),
        ...(hsCode && covers(hsCode) ? [{ rule, by: 'HS_CODE' as const, found: hsCode }] : []),
        ...(headings.length > 0 && headings.every(covers)
          ? [{ rule, by: 'CATEGORY' as const, found: categoryCode }]
          : []),
      ];
    });
    return matches.slice(0, MOST_MATCHES);
  };
}

const isWithin = (code: string, place: string): boolean => code === place || code.startsWith(`${place}.`);

/** By the lists that the directory keeps. */
export const prohibited: Prohibited = prohibitedBy(PROHIBITED_RULES, categoryTree);
