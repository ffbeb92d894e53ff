import 'reflect-metadata';
import { parseArgs } from 'node:util';
import { readConfig } from '../kit/config/config.ts';
import { text, wholeNumber } from '../kit/config/setting.ts';
import { openDataFolder } from '../kit/local-servers/data-folder.ts';
import { startMongod } from '../kit/local-servers/mongod.process.ts';
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

// A database that runs already is named in the environment; else this starts one on the data that `npm start` will find.
const folder = process.env['MONGODB_URI'] ? undefined : await openDataFolder(DATA_DIR);
const mongo = await startMongod({ dataDir: DATA_DIR, env: process.env, log: say, folder });
try {
  const wrote = await seedWhenEmpty({
    mongoUri: mongo.uri,
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
  await mongo.stop();
  await folder?.close();
}
