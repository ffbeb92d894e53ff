import type { Article } from '../../../seed/product/products.ts';
import type { Language } from '../../../seed/text/phrase.ts';
import type { MarketQuery } from '../market-query.ts';
import { wanted } from '../wanted.ts';
import { isIn, picked } from './picked.ts';

const COUNT = 30;

/** A noun in the asker's language, of goods that some sellers describe in other languages alone: only these count. */
export function acrossQueries(articles: readonly Article[], language: Language): MarketQuery[] {
  return picked(articles, COUNT, 3_301, (article) => !isIn(language)(article)).map(({ choice: { goods } }) => ({
    language,
    kind: 'across',
    text: goods.noun[language],
    wanted: wanted(goods.noun.en),
  }));
}
