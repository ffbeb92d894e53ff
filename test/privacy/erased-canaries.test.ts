import 'reflect-metadata';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Engine } from '../../subgraphs/catalog/engine/engine.ts';
import { canary } from '../canary/canary.ts';
import { filledWorld } from '../canary/filled-world.ts';
import type { Planting, Writer } from '../canary/planting.ts';
import { recover } from '../canary/recovery.ts';
import { scan, scanBytes, without, type Hit } from '../canary/scan.ts';
import type { People } from '../canary/written-by-people.ts';
import { askRight } from '../kit/asking-rights.ts';
import { approvedErasure, certified } from '../kit/erasing-rights.ts';
import { SearchableDirectory } from '../kit/searchable-directory.ts';

import.meta.jest.setTimeout(500_000);
const CONTROL = 900_000;
let directory: SearchableDirectory;
let people: People;
let planting: Planting;
let over: any;
beforeAll(async () => {
  directory = await SearchableDirectory.start();
  await directory.db('control').collection('controls').insertOne({ planted: canary(CONTROL) });
  ({ people, planting } = await filledWorld(directory.world));
  const t0 = Date.now();
  const taken = await askRight(directory.world, 'openPrivacyCase', { rights: ['ERASURE'] }, people.ayse.headers);
  console.log('case', JSON.stringify(taken));
  await approvedErasure(directory.world, taken.case.id);
  over = await certified(directory.world, taken.case.id, 120_000);
  console.log(Date.now() - t0, JSON.stringify(over, null, 1).slice(0, 6000));
}, 400_000);
afterAll(async () => {
  await people?.colleagues.close();
  await directory?.close();
});
const by = (hits: Hit[]) => {
  const c: Record<string, number> = {};
  for (const h of hits) {
    const owner = h.number === null ? '?' : (planting.written[h.number]?.owner ?? 'none');
    const k = `${h.file} ${h.form} ${owner} ${h.number === null ? '' : planting.written[h.number]?.places.join()}`;
    c[k] = (c[k] ?? 0) + 1;
  }
  return c;
};
it('x', async () => {
  console.log('mongod', by(await scan(directory.files('mongod'))));
  console.log('meili', by(await scan(directory.files('meilisearch'))));
  console.log('docs', by((await directory.documents()).flatMap(({ place, bytes }) => scanBytes(bytes, place))));
  console.log('logs', by(scanBytes(Buffer.from(directory.logged), 'log')));
  const t = Date.now();
  const { subjects, wrapping } = directory.keyFolders;
  const r = await recover({ folders: [directory.files('mongod'), subjects], wrappingSecrets: [await readFile(join(wrapping, 'epoch-1.key'))] });
  console.log(Date.now() - t, r.files, r.keys, r.sealed, r.recovered.length);
  const n: Record<string, number> = {};
  for (const c of r.recovered) {
    const w = planting.written.find((x) => x.text.includes(c));
    n[`${w?.owner} ${w?.owner === 'ayse' ? w.places.join() : ''}`] = (n[`${w?.owner} ${w?.owner === 'ayse' ? w.places.join() : ''}`] ?? 0) + 1;
  }
  console.log(n);
  expect(1).toBe(1);
});
