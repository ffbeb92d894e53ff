import 'reflect-metadata';
import { parseArgs } from 'node:util';
import { readConfig } from '../kit/config/config.ts';
import { text, wholeNumber } from '../kit/config/setting.ts';
import { startLocalServers } from '../kit/local-servers/local-servers.ts';
import { seedWhenEmpty } from './seed-when-empty.ts';

const say = (line: string) => void process.stdout.write(`${line}\n`);
const { values } = parseArgs({
  options: { companies: { type: 'string' }, products: { type: 'string' }, always: { type: 'boolean' } },
});
const { COMPANIES, PRODUCTS, DATA_DIR } = readConfig(
  {
    COMPANIES: wholeNumber(1, 100_000, 400),
    PRODUCTS: wholeNumber(1, 1_000_000, 6_000),
    DATA_DIR: text(500, '.data'),
  },
  {
    ...process.env,
    ...(values.companies && { COMPANIES: values.companies }),
    ...(values.products && { PRODUCTS: values.products }),
  },
);

// Where the directory runs already, its database is named in the environment; else this starts the servers on the same data.
const servers = await startLocalServers({ dataDir: DATA_DIR, env: process.env, log: say });
try {
  const wrote = await seedWhenEmpty({
    mongoUri: servers.mongo.uri,
    size: { companies: COMPANIES, products: PRODUCTS },
    say,
    always: values.always,
  });
  say(
    wrote
      ? 'Seeded. The index follows by itself while the directory runs.'
      : 'There is as much already; --always writes over it.',
  );
} finally {
  await servers.stop();
}
