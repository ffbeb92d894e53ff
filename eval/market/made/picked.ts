import type { Article } from '../../../seed/product/products.ts';
import type { Language } from '../../../seed/text/phrase.ts';

/** Shares no factor with any market's size that ends in zeros, so that steps of it scatter over all of it. */
const STRIDE = 149;

/**
 * Articles to make queries from, scattered over the market and each of another noun, as long as `may` allows them. They are described in the
 * language when `described` says so. The same market always gives the same.
 */
export function picked(
  articles: readonly Article[],
  count: number,
  from: number,
  may: (article: Article) => boolean,
): Article[] {
  const taken = new Map<string, Article>();
  for (let step = 0; step < articles.length && taken.size < count; step++) {
    const article = articles[(from + step * STRIDE) % articles.length]!;
    const { en } = article.choice.goods.noun;
    if (!taken.has(en) && may(article)) taken.set(en, article);
  }
  return [...taken.values()];
}

/** Whether an article is described in a language. */
export const isIn = (language: Language) => (article: Article) => article.product.name[language] !== undefined;
