import { Random } from '../../seed/random.ts';
import type { ProductWriter } from '../deployment/product-writer.ts';
import { zipf } from '../query/zipf.ts';
import { median } from '../report/spread.ts';
import { sayRounds } from '../report/table.ts';
import { RANKED } from './targets.ts';
import { inTurns, measured, type Stage } from './stage.ts';

const QUERIES = 10_000;
const DRAWS = 400_000;
const WRITES_A_SECOND = 10;

/** So long each side is asked first: what is asked often is kept then, as in a directory that has run for a while. */
const WARM_UP_SECONDS = 30;

/** Search pages of which few are asked often and many seldom, while products are changed. */
export async function zipfSearches(
  stage: Stage,
  writer: ProductWriter,
  pool: number,
): Promise<{ searchRatioZipf: number }> {
  const { rounds, say } = stage;
  const order = zipf(Math.min(QUERIES, pool), DRAWS, new Random(7, 2));
  say(`\nSearch pages after Zipf (s = 1) over ${QUERIES} queries, ${WRITES_A_SECOND} product writes a second:`);
  for (const target of [RANKED.direct, RANKED.gateway])
    await stage.generator.run({ target, order, connections: stage.connections, seconds: WARM_UP_SECONDS, rate: null });
  const writing = writer.writeSteadily(WRITES_A_SECOND);
  const [direct, through] = await inTurns(
    rounds,
    () => measured(stage, { target: RANKED.direct, order }),
    () => measured(stage, { target: RANKED.gateway, order }),
  );
  const written = await writing.stop();
  sayRounds(say, 'direct', direct);
  sayRounds(say, 'gateway', through);
  say(`  ${written} products were written meanwhile`);
  const rate = (results: typeof direct) => median(results.map(({ perSecond }) => perSecond));
  return { searchRatioZipf: rate(through) / rate(direct) };
}
