import 'reflect-metadata';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { dataMapFiles } from './data-map.ts';
import { assetPath } from './kit/assets/asset-path.ts';

for (const [path, text] of Object.entries(dataMapFiles())) {
  const file = assetPath(import.meta.url, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
  process.stdout.write(`${path}\n`);
}
