import type { Article } from '../../../seed/product/products.ts';
import { LANGUAGES, type Language } from '../../../seed/text/phrase.ts';
import type { MarketQuery } from '../market-query.ts';
import { wanted } from '../wanted.ts';
import { picked } from './picked.ts';
import { askable, factsOf, typed } from './typed.ts';

const COUNT = 30;

/** Two languages in one query: the noun in the asker's with a word of another, or the noun in another behind a code or a word of the asker's. */
export function mixedQueries(articles: readonly Article[], language: Language): MarketQuery[] {
  const others = LANGUAGES.filter((each) => each !== language);
  const may = ({ choice }: Article) => askable(choice).word !== null && askable(choice).code !== null;
  return picked(articles, COUNT, 2_503, may).map(({ choice }, index) => {
    const other = others[index % others.length]!;
    const [word, code] = [askable(choice).word!, askable(choice).code!];
    const { noun } = choice.goods;
    const [words, chosen] = [
      [[noun[language], word.value[other]], [word]] as const,
      [[code.value.tr, noun[other]], [code]] as const,
      [
        [word.value[language], noun[other], code.value.tr],
        [word, code],
      ] as const,
    ][index % 3]!;
    return {
      language,
      kind: 'mixed',
      text: typed(words),
      wanted: wanted([noun.en, ...factsOf(chosen)].join(' + ')),
    };
  });
}
