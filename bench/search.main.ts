import 'reflect-metadata';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Environment } from '../kit/config/config.ts';
import { ANSWERS_KEPT_MB } from '../gateway/answer/answers-kept.setting.ts';
import { benchArguments } from './bench-arguments.ts';
import { openDeployment } from './deployment/deployment.ts';
import { ProductWriter } from './deployment/product-writer.ts';
import { Generator } from './load/generator.ts';
import { directJobs, type DirectJobs } from './query/direct-jobs.ts';
import { NEWEST_PAGE, SEARCH_PAGE } from './query/documents.ts';
import { productQuestions } from './query/product-questions.ts';
import { closingLine } from './report/closing-line.ts';
import { companySearches } from './search/company-searches.ts';
import { distinctSearches, latenciesAt } from './search/distinct.ts';
import { growth } from './search/growth.ts';
import { productPages } from './search/product-pages.ts';
import { residency } from './search/residency.ts';
import type { Stage } from './search/stage.ts';
import { rankedPages, searchStages } from './search/stages.ts';
import { giveTargets, NEWEST, RANKED } from './search/targets.ts';
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
const wants = (...parts: string[]) => only.length === 0 || parts.some((part) => only.includes(part));
try {
  const questions = productQuestions(pool, products);
  const documents = [SEARCH_PAGE, NEWEST_PAGE];
  const [ranked, newest] = (await directJobs({ deployment, documents, questions, keepIn: dataDir, say })) as [
    DirectJobs,
    DirectJobs,
  ];
  /** Measures on a directory of its own. */
  const on = async (settings: Environment, measure: (stage: Stage) => Promise<void>): Promise<void> => {
    const gateway = await deployment.start({ nodeArguments, settings });
    const stage = { deployment, gateway, generator, rounds, seconds, connections: 16, say };
    try {
      await giveTargets(stage, { ranked, newest }, products);
      await measure(stage);
    } finally {
      await gateway.stop();
    }
  };
  if (wants('growth', 'distinct', 'ranked', 'stages', 'typing'))
    await on({}, async (stage) => {
      if (wants('growth'))
        figures['searchP95Growth'] = await growth(dataDir, products, await latenciesAt(stage, 10, RANKED));
      if (wants('distinct')) Object.assign(figures, await distinctSearches(stage, NEWEST, 'search'));
      if (wants('ranked')) Object.assign(figures, await distinctSearches(stage, RANKED, 'ranked'));
      if (wants('ranked')) Object.assign(figures, await rankedPages(stage, 8));
      if (wants('stages')) Object.assign(figures, await searchStages(stage, ranked.asked, 8));
      if (wants('typing')) Object.assign(figures, await typing(stage, questions));
    });
  if (wants('zipf', 'product', 'memory'))
    await on({ ANSWERS_KEPT_MB: String(ANSWERS_KEPT_MB) }, async (stage) => {
      if (wants('zipf')) Object.assign(figures, await zipfSearches(stage, writer, ranked.asked.length));
      if (wants('product')) Object.assign(figures, await productPages(stage));
      if (wants('memory')) Object.assign(figures, await residency(stage, minutes));
    });
} finally {
  generator.stop();
  await writer.close();
  await deployment.stop();
}
if (wants('companies'))
  Object.assign(figures, await companySearches({ file: companiesFile, built, rounds, seconds, say }));
say(closingLine(figures));
