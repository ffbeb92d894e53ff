import { fold } from '../../../kit/text/fold.ts';
import type { Article } from '../../../seed/product/products.ts';
import type { Language } from '../../../seed/text/phrase.ts';
import type { MarketQuery } from '../market-query.ts';
import { wanted } from '../wanted.ts';
import { isIn, picked } from './picked.ts';
import { asked, askable, factsOf } from './typed.ts';

const COUNT = 40;

/** The words of the trade as they are: a noun, alone or with what narrows it; some in capitals, some without the marks on their letters. */
export function exactQueries(articles: readonly Article[], language: Language): MarketQuery[] {
  return picked(articles, COUNT, 17, isIn(language)).map(({ choice }, index) => {
    const { word, code } = askable(choice);
    const chosen = [index % 2 === 1 ? word : null, index % 4 >= 2 ? code : null].filter((one) => one !== null);
    return {
      language,
      kind: 'exact',
      text: written(asked(choice, chosen, language), index, language),
      wanted: wanted([choice.goods.noun.en, ...factsOf(chosen)].join(' + ')),
    };
  });
}

function written(text: string, index: number, language: Language): string {
  if (language === 'zh') return text;
  if (index % 6 === 2) return text.toLocaleUpperCase(language);
  return index % 6 === 5 ? fold(text) : text;
}
