import { SEARCH_PAGE } from '../query/documents.ts';
import { gatewayTarget, type Question } from '../query/question.ts';
import { median } from '../report/spread.ts';
import { sayRounds } from '../report/table.ts';
import { RANKED } from './targets.ts';
import { inTurns, measured, type Measured, type Stage } from './stage.ts';

export interface StageFigures {
  /** What a page whose best are ranked costs over one in the engine's order alone. */
  twoStageP50Ratio: number;
  twoStageP95Ratio: number;
  twoStageP95Ms: number;
}

export interface RankedFigures {
  rankedP50Ms: number;
  rankedP95Ms: number;
  /** What the engine alone takes for what such a page asks of it. */
  directP95Ms: number;
}

/** What a reader waits for a page whose best are ranked, and for the engine alone, at so many connections without a pause. */
export async function rankedPages(stage: Stage, connections: number): Promise<RankedFigures> {
  const { rounds, say } = stage;
  say(`\nThe engine's part of search pages, and ranked pages, ${connections} connections:`);
  const [direct, ranked] = await inTurns(
    rounds,
    () => measured(stage, { target: RANKED.direct, connections }),
    () => measured(stage, { target: RANKED.gateway, connections }),
  );
  sayRounds(say, 'direct', direct);
  sayRounds(say, 'ranked', ranked);
  return {
    rankedP50Ms: medianOf(ranked, 'p50'),
    rankedP95Ms: medianOf(ranked, 'p95'),
    directP95Ms: medianOf(direct, 'p95'),
  };
}

/** The same pages with ranking, and from a directory whose ranking budget is nothing: what the second stage costs. */
export async function searchStages(
  stage: Stage,
  questions: readonly Question[],
  connections: number,
): Promise<StageFigures> {
  const { deployment, generator, rounds, say } = stage;
  const bare = await deployment.start({ settings: { RANKING_BUDGET: '0' } });
  try {
    generator.target('single', gatewayTarget(bare.origin, SEARCH_PAGE, questions));
    say(`\nSearch pages in the engine's order, and ranked, ${connections} connections:`);
    const [single, ranked] = await inTurns(
      rounds,
      () => measured(stage, { target: 'single', connections }),
      () => measured(stage, { target: RANKED.gateway, connections }),
    );
    sayRounds(say, 'single', single);
    sayRounds(say, 'ranked', ranked);
    return {
      twoStageP50Ratio: medianOf(ranked, 'p50') / medianOf(single, 'p50'),
      twoStageP95Ratio: medianOf(ranked, 'p95') / medianOf(single, 'p95'),
      twoStageP95Ms: medianOf(ranked, 'p95'),
    };
  } finally {
    await bare.stop();
  }
}

const medianOf = (rounds: readonly Measured[], key: 'p50' | 'p95'): number => median(rounds.map((one) => one[key]));
