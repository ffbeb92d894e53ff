import type { Article } from '../../seed/product/products.ts';
import type { Language } from '../../seed/text/phrase.ts';
import { factOf } from './vocabulary.ts';
import type { Wanted } from './wanted.ts';

/** What the generator knows of a product: what it is, not how it is described. */
export interface Offer {
  id: string;
  noun: string;
  leaf: string;
  facts: ReadonlySet<string>;
  /** Languages that it is described in. */
  languages: ReadonlySet<Language>;
}

export function offerOf({ product, choice }: Article): Offer {
  const chosen = [...choice.before, ...choice.after, ...choice.attributes];
  return {
    id: product.id,
    noun: choice.goods.noun.en,
    leaf: choice.leaf.code,
    facts: new Set([
      factOf('hs', choice.goods.hs),
      ...chosen.map(({ key, value }) => factOf(key, value.tr)),
      ...(choice.grade === null ? [] : [factOf('grade', choice.grade)]),
    ]),
    languages: new Set(Object.keys(product.name) as Language[]),
  };
}

/** From here on an offer answers: it is what was asked for, in part at least. */
export const ANSWERS_FROM = 2;

/**
 * How well an offer answers what is wanted; the rule that `eval/README.md` tells in words.
 * 3: the noun, and every fact. 2: the noun, and some of the facts. 1: the noun without any of the facts, or other goods of its leaf category.
 * Where a code alone is asked for: 3 with all facts, 1 with some.
 */
export function gradeOf({ noun, leaf, facts }: Offer, wanted: Wanted): 0 | 1 | 2 | 3 {
  const held = wanted.facts.filter((fact) => facts.has(fact)).length;
  const all = held === wanted.facts.length;
  if (wanted.nouns.size === 0) return all ? 3 : held > 0 ? 1 : 0;
  if (!wanted.nouns.has(noun)) return wanted.leaves.has(leaf) ? 1 : 0;
  if (all) return 3;
  return held > 0 ? 2 : 1;
}
