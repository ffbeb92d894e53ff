import 'reflect-metadata';
import { parseArgs } from 'node:util';
import { readConfig } from '../kit/config/config.ts';
import { text, wholeNumber } from '../kit/config/setting.ts';
import { openDataFolder } from '../kit/local-servers/data-folder.ts';
import { startMongod } from '../kit/local-servers/mongod.process.ts';
import { withLocalKeys } from '../kit/subject-keys/local-keys.ts';
import { openKeyringFrom } from '../kit/subject-keys/open-keyring.ts';
import { keyringShape } from '../kit/subject-keys/setting.ts';
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
const keys = readConfig(keyringShape, withLocalKeys(process.env, DATA_DIR));
const mongo = await startMongod({ dataDir: DATA_DIR, env: process.env, log: say, folder });
let close: (() => Promise<void>) | undefined;
try {
  const opened = await openKeyringFrom(keys, { dataUri: mongo.uri });
  close = opened.close;
  const wrote = await seedWhenEmpty({
    mongoUri: mongo.uri,
    size: { companies: COMPANIES, products: PRODUCTS },
    keyring: opened.keyring,
    say,
    always: values.always,
  });
  say(
    wrote
      ? 'Seeded. The index follows by itself while the directory runs.'
      : 'There is as much already; --always writes over it.',
  );
} finally {
  await close?.();
  await mongo.stop();
  await folder?.close();
}
