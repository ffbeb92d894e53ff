import 'reflect-metadata';
import { parseArgs } from 'node:util';
import { readConfig } from '../kit/config/config.ts';
import { text, wholeNumber } from '../kit/config/setting.ts';
import { onMongod } from '../kit/local-servers/on-mongod.ts';
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

const keys = readConfig(keyringShape, withLocalKeys(process.env, DATA_DIR));
await onMongod({ dataDir: DATA_DIR, env: process.env, log: say }, async (mongoUri) => {
  const { keyring, close } = await openKeyringFrom(keys, { dataUri: mongoUri });
  try {
    const size = { companies: COMPANIES, products: PRODUCTS };
    const wrote = await seedWhenEmpty({ mongoUri, size, keyring, say, always: values.always });
    say(
      wrote
        ? 'Seeded. The index follows by itself while the directory runs.'
        : 'There is as much already; --always writes over it.',
    );
  } finally {
    await close();
  }
});
