import { companies } from '../../seed/company/companies.ts';
import { products } from '../../seed/product/products.ts';
import { Random } from '../../seed/random.ts';
import { drawn, shuffled, wordsIn } from './words.ts';
import type { Question } from './question.ts';

const LANGUAGES = ['tr', 'zh', 'en'] as const;
const LOCALE = { tr: 'TR', zh: 'ZH', en: 'EN' } as const;
/** The questions are drawn from so many products, whatever the size of the market: so two sizes are asked the same. */
const DRAWN_FROM = 100_000;
const COMPANIES = 10_000;

/**
 * Questions that a buyer might ask of the invented market: two or three words of a product's name, in one of its languages, and one
 * filter, either the supplier's country or a category above the product's. All words differ from question to question.
 */
export function productQuestions(count: number, marketSize: number): Question[] {
  const made = [...companies(COMPANIES)];
  const countryOf = new Map(made.map(({ id, country }) => [id, country]));
  const asked = new Map<string, Question>();
  const random = new Random(7, 1);
  const size = Math.min(marketSize, DRAWN_FROM);
  for (const { name, companyId, categoryCode } of products(made, size)) {
    if (!random.chance((2 * count) / size)) continue;
    for (const language of LANGUAGES) {
      const words = name[language] === undefined ? [] : wordsIn(name[language], language);
      const query = drawn(words, random.chance(0.6) ? 2 : 3, random).join(' ');
      if (!query || asked.has(query)) continue;
      const where = random.chance(0.5)
        ? { country: [countryOf.get(companyId)!] }
        : { category: categoryCode.slice(0, random.chance(0.5) ? 2 : 5) };
      asked.set(query, { query, where, locale: LOCALE[language] });
    }
  }
  return shuffled([...asked.values()], random).slice(0, count);
}
