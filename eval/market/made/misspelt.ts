import type { Article } from '../../../seed/product/products.ts';
import { Random } from '../../../seed/random.ts';
import type { Language } from '../../../seed/text/phrase.ts';
import type { MarketQuery } from '../market-query.ts';
import { wanted } from '../wanted.ts';
import { isIn, picked } from './picked.ts';
import { slip, slipOfSound } from './slip.ts';
import { askable, factsOf, typed } from './typed.ts';

const COUNT = 30;
const KEY = 41;

/** So few words that the others do not tell by themselves what is meant. */
const MOST_WORDS = 2;

/** A noun with one slip in it, every other one with a code that is right. */
export function misspeltQueries(articles: readonly Article[], language: Language): MarketQuery[] {
  const slipped = ({ choice: { goods } }: Article, index: number) =>
    language === 'zh' ? slipOfSound(goods.noun.zh) : slip(goods.noun[language], new Random(KEY, index));
  const may = (article: Article) =>
    isIn(language)(article) &&
    article.choice.goods.noun[language].split(' ').length <= MOST_WORDS &&
    slipped(article, 0) !== null;
  return picked(articles, COUNT, 1_031, may).map((article, index) => {
    const { code } = askable(article.choice);
    const chosen = index % 2 === 1 && code !== null ? [code] : [];
    return {
      language,
      kind: 'misspelt',
      text: typed([slipped(article, index)!, ...chosen.map(({ value }) => value[language])]),
      wanted: wanted([article.choice.goods.noun.en, ...factsOf(chosen)].join(' + ')),
    };
  });
}
