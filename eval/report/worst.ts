import { textFor } from '../../kit/text/localized-text.ts';
import { hasAnswer } from '../metrics/judged-query.ts';
import { ndcg } from '../metrics/ndcg.ts';
import type { EvalDocument } from '../systems/evaluated-system.ts';
import type { Comparison } from './comparison.ts';

const SHOWN = 3;

/** The queries that the first system answers worst, each with what it found first. Those held out are not shown: who sees them, tunes by them. */
export function worstOf(
  { set, answers, answersFrom }: Comparison,
  documents: readonly EvalDocument[],
  k: number,
  count: number,
): string[] {
  if (count === 0 || set.endsWith('held-out')) return [];
  const titles = new Map(documents.map(({ id, title, text }) => [id, textFor(title, 'EN') || textFor(text, 'EN')]));
  const [asked] = answers.values();
  return asked!
    .filter(({ query }) => hasAnswer(query, answersFrom))
    .map(({ query, ranking }) => ({ query, ranking, worth: ndcg(query, ranking, k) }))
    .toSorted((a, b) => a.worth - b.worth)
    .slice(0, count)
    .map(({ query, ranking, worth }) => {
      const found = ranking
        .slice(0, SHOWN)
        .map((id) => `${query.grades.get(id) ?? '–'} ${titles.get(id)!.slice(0, 60)}`);
      return `${worth.toFixed(2)}  ${query.kind ?? ''}  ${query.text}  → ${found.join(' · ') || 'nothing'}`;
    });
}
