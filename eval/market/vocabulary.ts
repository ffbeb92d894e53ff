import { leaves, type Goods } from '../../seed/template/template.ts';
import { LANGUAGES, type Language } from '../../seed/text/phrase.ts';

/** A noun of the market by its English name, which no other noun has; the leaf category whose goods it names. */
export interface Noun {
  name: string;
  leaf: string;
  goods: Goods;
}

export const nouns: ReadonlyMap<string, Noun> = new Map(
  leaves.flatMap(({ code, goods: all }) =>
    all.map((goods) => [goods.noun.en, { name: goods.noun.en, leaf: code, goods }] as const),
  ),
);

/** Every value that goods of the market may have, as a fact. */
export const knownFacts: ReadonlySet<string> = new Set(
  [...nouns.values()].flatMap(({ goods }) => [
    factOf('hs', goods.hs),
    ...[...goods.before, ...goods.after, ...goods.attributes].flatMap(({ key, values }) =>
      values.flatMap((value) => [
        factOf(key, value.tr),
        ...(value.grade === null ? [] : [factOf('grade', value.grade)]),
      ]),
    ),
  ]),
);

/** Something that is so of goods: `size=DN50`, `material=paslanmaz çelik`, `hs=848180`; words by their Turkish form. */
export function factOf(key: string, value: string): string {
  return `${key}=${value}`;
}

/**
 * The noun, and every noun that is a kind of it: one whose name ends with its name in two of the three languages at least, as
 * `üç yollu küresel vana · 三通球阀 · three-way ball valve` does of `küresel vana · 球阀 · ball valve`.
 */
export function kindsOf(name: string): string[] {
  const { noun } = nouns.get(name)!.goods;
  return [...nouns.values()]
    .filter(
      ({ goods }) => LANGUAGES.filter((language) => ends(goods.noun[language], noun[language], language)).length >= 2,
    )
    .map((kind) => kind.name);
}

const ends = (name: string, base: string, language: Language): boolean =>
  name === base || name.endsWith(language === 'zh' ? base : ` ${base}`);
