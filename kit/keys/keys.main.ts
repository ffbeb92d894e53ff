import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { makeFirstWrappingKey } from '../subject-keys/first-wrapping-key.ts';
import { makeKeys } from './key-folder.ts';

const { values } = parseArgs({ options: { dir: { type: 'string' } } });
if (!values.dir) {
  process.stderr.write('Expected the folder of the keys: npm run keys -- --dir DIR\n');
  process.exit(2);
}
const files = await makeKeys(values.dir);
const wrapping = join(values.dir, 'wrapping');
await makeFirstWrappingKey(wrapping);
process.stdout.write(`${['Keys are in place:', ...Object.values(files), wrapping].join('\n  ')}\n`);
