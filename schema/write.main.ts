import { writeFileSync } from 'node:fs';
import { assetPath } from '../kit/assets/asset-path.ts';
import { compose } from './compose.ts';
import { subgraphSdls } from './subgraphs.ts';

for (const [file, text] of Object.entries(compose(subgraphSdls()))) {
  writeFileSync(assetPath(import.meta.url, `schema/${file}`), text);
  process.stdout.write(`schema/${file}\n`);
}
