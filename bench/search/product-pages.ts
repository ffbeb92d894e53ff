import { median } from '../report/spread.ts';
import { sayRounds } from '../report/table.ts';
import { measured, type Measured, type Stage } from './stage.ts';

/** Product pages, each product once, as fast as they go. */
export async function productPages(stage: Stage): Promise<{ productPageP95Ms: number }> {
  stage.say(`\nProduct pages (product, company, twelve similar), ${stage.connections} connections:`);
  const rounds: Measured[] = [];
  for (let round = 0; round < stage.rounds; round++) rounds.push(await measured(stage, { target: 'products' }));
  sayRounds(stage.say, 'gateway', rounds);
  return { productPageP95Ms: median(rounds.map(({ p95 }) => p95)) };
}
