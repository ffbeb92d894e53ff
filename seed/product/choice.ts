import type { MarketProduct } from '../market.ts';
import type { Random } from '../random.ts';
import type { Axis, Goods, LeafTemplate } from '../template/template.ts';
import { inLanguages, type Language, type Phrase } from '../text/phrase.ts';

/** A value on an axis. */
export interface Chosen {
  key: string;
  value: Phrase;
}

/** One article: a kind of goods with a value on each of its axes. */
export interface Choice {
  leaf: LeafTemplate;
  goods: Goods;
  before: Chosen[];
  after: Chosen[];
  attributes: Chosen[];
  grade: string | null;
  certificate: string | null;
  /** What one unit costs, in US dollars. */
  dollars: number;
}

export function choose(leaf: LeafTemplate, random: Random): Choice {
  const goods = random.pick(leaf.goods);
  let along: number | null = null;
  const values = (axes: Axis[]): Chosen[] =>
    axes.map(({ key, values: all, scale }) => {
      const index = random.below(all.length);
      if (scale) along = all.length > 1 ? index / (all.length - 1) : 0.5;
      return { key, value: all[index]! };
    });
  const [before, after, attributes] = [values(goods.before), values(goods.after), values(goods.attributes)];
  const grade = [...before, ...attributes].find(({ value }) => value.grade !== null)?.value.grade ?? null;
  const [low, high] = leaf.price;
  const dollars = low * (high / low) ** (along ?? random.next()) * goods.factor * random.between(0.85, 1.2);
  const certificate = random.chance(0.7) ? random.pick(leaf.branch.certificates) : null;
  return { leaf, goods, before, after, attributes, grade, certificate, dollars };
}

/** What is said of an article one by one: codes as they are, words in the article's languages. */
export function attributesOf(choice: Choice, languages: readonly Language[]): MarketProduct['attributes'] {
  const { before, after, attributes, grade, certificate } = choice;
  const list: MarketProduct['attributes'] = [...before, ...after, ...attributes].map(({ key, value }) => ({
    key,
    value: value.code ? value.tr : inLanguages(value, languages),
  }));
  if (grade !== null) list.push({ key: 'grade', value: grade });
  if (certificate !== null) list.push({ key: 'certificate', value: certificate });
  return list;
}
