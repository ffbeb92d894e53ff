import 'reflect-metadata';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { benchArguments } from './bench-arguments.ts';
import { openDeployment } from './deployment/deployment.ts';
import { ProductWriter } from './deployment/product-writer.ts';
import { Generator } from './load/generator.ts';
import { directJobs } from './query/direct-jobs.ts';
import { SEARCH_PAGE } from './query/documents.ts';
import { productQuestions } from './query/product-questions.ts';
import { closingLine } from './report/closing-line.ts';
import { companySearches } from './search/company-searches.ts';
import { distinctSearches, latenciesAt } from './search/distinct.ts';
import { growth } from './search/growth.ts';
import { productPages } from './search/product-pages.ts';
import { residency } from './search/residency.ts';
import { rankedPages, searchStages } from './search/stages.ts';
import { giveTargets } from './search/targets.ts';
import { typing } from './search/typing.ts';
import { zipfSearches } from './search/zipf-searches.ts';

const {
  say,
  products,
  companies,
  dataDir,
  built,
  heap,
  pool,
  rounds,
  seconds,
  minutes,
  only,
  companiesFile,
  nodeArguments,
} = benchArguments();

await mkdir(dataDir, { recursive: true });
const deployment = await openDeployment({
  dataDir: join(dataDir, `market-${products}`),
  products,
  companies,
  built,
  heap,
  say,
});
const generator = new Generator();
const writer = await ProductWriter.open(deployment.servers.mongo.uri);
const figures: Record<string, unknown> = { products };
const wants = (part: string) => only.length === 0 || only.includes(part);
try {
  const drawn = productQuestions(pool, products);
  // Each reads the whole market into its memory first: of a million products that takes long, and two processors are there.
  const starting = deployment.start({ nodeArguments });
  try {
    const heard = await directJobs({ deployment, document: SEARCH_PAGE, questions: drawn, keepIn: dataDir, say });
    const { asked: questions, direct } = heard;
    const gateway = await starting;
    const stage = { deployment, gateway, generator, rounds, seconds, connections: 16, say };
    await giveTargets(stage, questions, direct, products);
    if (wants('growth')) figures['searchP95Growth'] = await growth(dataDir, products, await latenciesAt(stage, 10));
    if (wants('distinct')) {
      const { peak, ...distinct } = await distinctSearches(stage);
      const calm = await latenciesAt(stage, peak / 5);
      Object.assign(figures, distinct, { searchP95Ratio: calm.gateway / calm.direct });
    }
    if (wants('ranked')) Object.assign(figures, await rankedPages(stage, 8));
    if (wants('stages')) Object.assign(figures, await searchStages(stage, questions, 8));
    if (wants('typing')) Object.assign(figures, await typing(stage, questions));
    if (wants('zipf')) Object.assign(figures, await zipfSearches(stage, writer, questions.length));
    if (wants('product')) Object.assign(figures, await productPages(stage));
    if (wants('memory')) Object.assign(figures, await residency(stage, minutes));
  } finally {
    await (await starting).stop();
  }
} finally {
  generator.stop();
  await writer.close();
  await deployment.stop();
}
if (wants('companies'))
  Object.assign(figures, await companySearches({ file: companiesFile, built, rounds, seconds, say }));
say(closingLine(figures));
