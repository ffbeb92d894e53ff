import { parseArgs } from 'node:util';
import { makeKeys } from './key-folder.ts';

const { values } = parseArgs({ options: { dir: { type: 'string' } } });
if (!values.dir) {
  process.stderr.write('Expected the folder of the keys: npm run keys -- --dir DIR\n');
  process.exit(2);
}
const files = await makeKeys(values.dir);
process.stdout.write(`${['Keys are in place:', ...Object.values(files)].join('\n  ')}\n`);
