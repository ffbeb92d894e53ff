import { Random } from '../../seed/random.ts';
import type { CompanyRecord } from '../../subgraphs/member/company/company.record.ts';
import type { Question } from './question.ts';
import { drawn, shuffled, wordsIn } from './words.ts';

/** English questions after companies: two or three longer words of what a company says of itself, within its country. */
export function companyQuestions(companies: readonly CompanyRecord[], count: number): Question[] {
  const random = new Random(7, 5);
  const asked = new Map<string, Question>();
  for (const { name, description, country } of shuffled([...companies], random).slice(0, count)) {
    const words = wordsIn(`${name.en} ${description.en ?? ''}`, 'en').filter((word) => word.length > 3);
    const query = drawn(words, random.chance(0.6) ? 2 : 3, random).join(' ');
    if (query) asked.set(query, { query, where: { country: [country] } });
  }
  return [...asked.values()];
}
