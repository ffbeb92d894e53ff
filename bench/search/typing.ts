import { SUGGESTIONS } from '../query/documents.ts';
import { gatewayTarget, type Question } from '../query/question.ts';
import { median } from '../report/spread.ts';
import { sayRounds } from '../report/table.ts';
import { measured, type Measured, type Stage } from './stage.ts';

const RATE = 20;
const LEAST = 2;

/** Suggestions while buyers type: the beginnings of their queries, at a rate that nothing else disturbs. */
export async function typing(stage: Stage, questions: readonly Question[]): Promise<{ suggestP95Ms: number }> {
  const { gateway, generator, rounds, say } = stage;
  const typed = questions.map(({ query, locale }, index) => ({
    prefix: query.slice(0, LEAST + (index % Math.max(1, query.length - LEAST))),
    locale,
  }));
  generator.target('suggestions', gatewayTarget(gateway.origin, SUGGESTIONS, typed));
  say(`\nSuggestions, at ${RATE} a second:`);
  const all: Measured[] = [];
  for (let round = 0; round < rounds; round++) all.push(await measured(stage, { target: 'suggestions', rate: RATE }));
  sayRounds(say, 'gateway', all);
  return { suggestP95Ms: median(all.map(({ p95 }) => p95)) };
}
