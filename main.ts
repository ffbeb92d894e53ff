import 'reflect-metadata';
import { setTimeout as sleep } from 'node:timers/promises';
import { startDirectory } from './directory.ts';
import { readConfig } from './kit/config/config.ts';
import { host, oneOf, origins, port, text, wholeNumber } from './kit/config/setting.ts';
import { startLocalServers } from './kit/local-servers/local-servers.ts';
import { createLog } from './kit/log/log.ts';
import { seedWhenEmpty } from './seed/seed-when-empty.ts';

const say = (line: string) => void process.stdout.write(`${line}\n`);

const config = readConfig(
  {
    PORT: port(4000),
    HOST: host,
    DATA_DIR: text(500, '.data'),
    SEED_COMPANIES: wholeNumber(0, 100_000, 400),
    SEED_PRODUCTS: wholeNumber(0, 1_000_000, 6_000),
    CORS_ORIGINS: origins,
    LOG_LEVEL: oneOf(['info', 'warn', 'error', 'silent'], 'warn'),
  },
  process.env,
);

const started = Date.now();
const log = createLog('directory', (line) => void process.stderr.write(line), config.LOG_LEVEL);
const servers = await startLocalServers({ dataDir: config.DATA_DIR, env: process.env, log: say });
const directory = await startDirectory({
  mongoUri: servers.mongo.uri,
  engine: servers.meili,
  log,
  policy: {
    controller: 'Trade Directory Demo',
    controllerAddress: '1 Example Square, Example City',
    contact: 'privacy@directory.example',
  },
  corsOrigins: config.CORS_ORIGINS,
  development: true,
});

let isStopping = false;
async function stop(signal: string): Promise<void> {
  if (isStopping) return;
  isStopping = true;
  say(`\n${signal}: stopping …`);
  await directory.stop();
  await servers.stop();
  process.exit(0);
}
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void stop(signal));

await seedWhenEmpty({
  mongoUri: servers.mongo.uri,
  size: { companies: config.SEED_COMPANIES, products: config.SEED_PRODUCTS },
  say,
});
while (!(await directory.ready())) await sleep(100);
const address = await directory.server.listen(config.PORT, config.HOST);

say(`
The trade directory is ready after ${((Date.now() - started) / 1000).toFixed(1)} s.

  GraphQL      ${address}/graphql
  In a browser ${address}/

Three queries to try:

  { searchProducts(query: "küresel vana", first: 5, locale: TR) { totalCount { value } facets { label values { label count input } } edges { node { name company { name verified } } } } }

  { categories(locale: ZH) { code name children { code name } } }

  { searchCompanies(where: { country: ["CN"] }, orderBy: NAME, first: 5, locale: ZH) { edges { node { name slug description contact { email } } } } }

Stop with Ctrl-C; the data stays in ${config.DATA_DIR}.`);
