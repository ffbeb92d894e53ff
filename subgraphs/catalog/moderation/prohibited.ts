import type { LocalizedText } from '../../../kit/text/localized-text.ts';
import { categoryTree, type CategoryNode } from '../category/tree/tree.ts';
import { Glance } from './glance.ts';
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
  const read = rules.map(({ code, hs, groups }) => ({
    code,
    hs,
    whole: new Set(tree.filter((category) => isWhollyIn(hs, category)).map((category) => category.code)),
    groups: groups.map(({ in: places, words, unless }) => ({
      places: places ?? null,
      list: new WordList([...words.tr, ...words.zh, ...words.en], unless),
    })),
  }));
  const glance = new Glance(rules.flatMap(({ groups }) => groups.flatMap(({ words }) => Object.values(words).flat())));
  return ({ texts, categoryCode, hsCode }) => {
    const all = texts
      .flatMap((text) => Object.values(text) as string[])
      .filter((text) => glance.mayHold(text))
      .map(written);
    const matches = read.flatMap(({ code: rule, hs, whole, groups }): ProhibitedMatch[] => {
      const counting = all.length === 0 ? [] : groups;
      return [
        ...counting
          .filter(({ places }) => !places || places.some((place) => isWithin(categoryCode, place)))
          .flatMap(({ list }) => list.foundIn(all))
          .map((found) => ({ rule, by: 'WORD' as const, found })),
        ...(hsCode && covers(hs, hsCode) ? [{ rule, by: 'HS_CODE' as const, found: hsCode }] : []),
        ...(whole.has(categoryCode) ? [{ rule, by: 'CATEGORY' as const, found: categoryCode }] : []),
      ];
    });
    return matches.slice(0, MOST_MATCHES);
  };
}

const covers = (hs: readonly string[], given: string): boolean => hs.some((prefix) => given.startsWith(prefix));
const isWhollyIn = (hs: readonly string[], category: CategoryNode): boolean =>
  category.hs.length > 0 && category.hs.every((given) => covers(hs, given));
const isWithin = (code: string, place: string): boolean => code === place || code.startsWith(`${place}.`);

/** By the lists that the directory keeps. */
export const prohibited: Prohibited = prohibitedBy(PROHIBITED_RULES, categoryTree);
