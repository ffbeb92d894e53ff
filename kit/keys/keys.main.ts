import { parseArgs } from 'node:util';
import { makeKeys } from './key-folder.ts';

const { values } = parseArgs({ options: { dir: { type: 'string' } } });
if (!values.dir) {
  console.error('Expected the folder of the keys: npm run keys -- --dir DIR');
  process.exit(2);
}
const files = await makeKeys(values.dir);
console.log(['Keys are in place:', ...Object.values(files)].join('\n  '));
