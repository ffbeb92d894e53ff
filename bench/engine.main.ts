import 'reflect-metadata';
import { globalId } from '../kit/global-id/global-id.ts';
import { localId } from '../seed/local-id.ts';
import { benchArguments } from './bench-arguments.ts';
import { openDeployment } from './deployment/deployment.ts';
import type { GatewayProcess } from './deployment/gateway-process.ts';
import { ENGINE_NAMES, startCandidate, type EngineName } from './engine/candidate.ts';
import { comparison, tableOf } from './engine/comparison.ts';
import { sameAnswers } from './engine/same-answers.ts';
import { Generator } from './load/generator.ts';
import { directJobs, type DirectJobs } from './query/direct-jobs.ts';
import { PRODUCT_PAGE, SEARCH_PAGE } from './query/documents.ts';
import { productQuestions } from './query/product-questions.ts';
import { engineTarget, gatewayTarget } from './query/question.ts';
import { closingLine } from './report/closing-line.ts';
import { median } from './report/spread.ts';
import type { Stage } from './search/stage.ts';

const WARM_UP_SECONDS = 4;
const { say, products, companies, built, pool, rounds, seconds } = benchArguments();
const deployment = await openDeployment({ dataDir: null, products, companies, built, say });
const generator = new Generator();
const candidates: GatewayProcess[] = [];
try {
  const drawn = productQuestions(pool, products);
  const ids = Array.from({ length: products }, (_, number) => ({
    id: globalId('Product', localId('product', number)),
  }));
  const heard = { deployment, documents: [SEARCH_PAGE], questions: drawn, keepIn: null, say };
  const [{ asked: questions, direct }] = (await directJobs(heard)) as [DirectJobs];
  const load = { connections: 16, rate: null, order: null };
  generator.target('direct', engineTarget(deployment.servers.meili, direct));
  await generator.run({ target: 'direct', seconds: WARM_UP_SECONDS, ...load });

  const stages: Partial<Record<EngineName, Stage>> = {};
  const pagesOf = (origin: string) => ({
    search: gatewayTarget(origin, SEARCH_PAGE, questions),
    product: gatewayTarget(origin, PRODUCT_PAGE, ids),
  });
  for (const name of ENGINE_NAMES) {
    const { mongo, meili } = deployment.servers;
    const gateway = await startCandidate({
      name,
      built,
      mongoUri: mongo.uri,
      keys: deployment.keys.env,
      engine: { url: meili.url, masterKey: meili.masterKey },
    });
    candidates.push(gateway);
    stages[name] = { deployment, gateway, generator, rounds, seconds, connections: load.connections, say };
    const [own, its] = [pagesOf(candidates[0]!.origin), pagesOf(gateway.origin)];
    for (const page of ['search', 'product'] as const) {
      if (name !== 'own') await sameAnswers(own[page], its[page]);
      generator.target(`${name} ${page}`, its[page]);
      await generator.run({ target: `${name} ${page}`, seconds: WARM_UP_SECONDS, ...load });
    }
    say(`${name}: started${name === 'own' ? '' : ', answers as ours does'}, warmed up`);
  }

  const compared = await comparison(stages as Record<EngineName, Stage>, ENGINE_NAMES);
  for (const line of tableOf(compared)) say(line);
  const perSecond = (results: readonly { perSecond: number }[]) => median(results.map((result) => result.perSecond));
  const floor = perSecond(compared.direct);
  const figures = compared.outcomes.map(({ name, rounds: { search, product }, residentMegabytes }) => [
    name,
    {
      searchPerSecond: perSecond(search),
      searchRatio: perSecond(search) / floor,
      searchCpuMs: median(search.map(({ cpu }) => cpu.gateway)),
      productPerSecond: perSecond(product),
      productCpuMs: median(product.map(({ cpu }) => cpu.gateway)),
      residentMegabytes,
    },
  ]);
  say(closingLine({ products, directPerSecond: floor, engines: Object.fromEntries(figures) as object }));
} finally {
  generator.stop();
  await Promise.all(candidates.map((candidate) => candidate.stop()));
  await deployment.stop();
}
