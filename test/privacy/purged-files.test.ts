import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { decodeJwt } from 'jose';
import { canary } from '../canary/canary.ts';
import { scan, type Hit } from '../canary/scan.ts';
import { askRight } from '../kit/asking-rights.ts';
import { erasuresSeen, type ErasuresSeen } from '../kit/erased-once.ts';
import { approvedErasure, certified, erasureOf, staffIn } from '../kit/erasing-rights.ts';
import { insistent } from '../kit/insisting.ts';
import { killableWorld, type KillableWorld } from '../kit/killable-world.ts';
import { newcomer } from '../kit/newcomer.ts';
import { change, draft } from '../kit/selling.ts';
import { until } from '../kit/world.ts';
import { figure } from './figure.ts';

import.meta.jest.setTimeout(600_000);

const TRADERS = [1, 2, 3];
const [STAYING, CONTROL] = [10, 900_000];
const CONTROL_FILE = join('data.ms', 'control');
const WITHIN_MS = 240_000;

/** Sole traders and a company that stays, each with a canary for a name, in the index of the real engine. Erasures wait for the rebuild as long as everywhere. */
let world: KillableWorld;
let seen: ErasuresSeen;
beforeAll(async () => {
  await promisify(execFile)(process.execPath, ['fresh-build.js'], { cwd: new URL('../../', import.meta.url) });
  world = insistent(await killableWorld({ purgeHours: 20 })) as KillableWorld;
  seen = await erasuresSeen(world);
  // The engine does not look at this file; every scan has to.
  const planted = ['latin1', 'utf16le'].map((as) => Buffer.from(canary(CONTROL), as as BufferEncoding));
  await writeFile(join(world.files('meilisearch'), CONTROL_FILE), Buffer.concat(planted));
}, 300_000);
afterAll(async () => {
  await seen?.close();
  await world?.stop();
}, 60_000);

/** A company with a product, as soon as both are found. */
async function selling(number: number, more: object = {}) {
  const member = await newcomer(world, { companyName: `${canary(number)} Vana`, ...more });
  const { id } = await draft(world, {}, member.headers);
  await change(world, 'publishProduct', { id, idempotencyKey: randomUUID() }, member.headers);
  return member;
}
let asked = 0;
const found = async (number: number) => {
  const query = `query Found${++asked} ($q: String) { searchCompanies(query: $q, first: 1) { edges { node { id } } }
    searchProducts(query: $q, first: 1) { edges { node { id } } } }`;
  const { data } = await world.ask(query, { q: canary(number) });
  return data.searchCompanies.edges.length + data.searchProducts.edges.length === 2;
};

/** Whose names stand in files of the engine, in any form; throws when a form of the control was not seen. */
async function inFiles(): Promise<{ traders: number[]; stays: boolean }> {
  const hits = await scan(world.files('meilisearch'));
  const isControl = ({ file }: Hit) => file === CONTROL_FILE;
  expect(hits.filter(isControl).map(({ form }) => form)).toEqual(['as it is', 'UTF-16, little end first']);
  // Whose a canary is that another form hides nobody knows: it counts as a trader’s.
  const numbers = hits.filter((hit) => !isControl(hit)).map(({ number }) => number ?? TRADERS[0]);
  return { traders: TRADERS.filter((one) => numbers.includes(one)), stays: numbers.includes(STAYING) };
}

/** How often an index was begun, as the engine says. */
async function begun(): Promise<number> {
  const { url, masterKey } = world.servers.meili;
  const headers = { authorization: `Bearer ${masterKey}` };
  const answer = await fetch(`${url}/tasks?types=indexCreation&limit=1000`, { headers });
  return ((await answer.json()) as { total: number }).total;
}

it('several are purged by one rebuild, which their certificates wait for, and a kill before it changes nothing', async () => {
  const traders = await Promise.all(TRADERS.map((number) => selling(number, { legalForm: 'SOLE_TRADER' })));
  await selling(STAYING);
  for (const number of [...TRADERS, STAYING]) await until(() => found(number), 60_000);
  expect(await inFiles()).toEqual({ traders: TRADERS, stays: true });
  const [before, officer] = [await begun(), await staffIn(world)];

  const cases = await Promise.all(
    traders.map(async ({ headers }) => {
      const { case: opened } = await askRight(world, 'openPrivacyCase', { rights: ['ERASURE'] }, headers);
      return opened.id as string;
    }),
  );
  const holding = seen.heldAt(cases[0]!, 'SHRED');
  for (const one of cases) await approvedErasure(world, one);
  const held = await holding;
  expect(held).not.toBeNull();
  await world.kill('privacy', 'catalog');
  await held!.release();
  await world.again('privacy', 'catalog');

  const latest = Date.now() + 86_400_000;
  for (const one of cases) {
    await until(async () => ((await seen.erasureOf(one))?.purgeUntil ?? null) !== null, WITHIN_MS);
    expect((await seen.erasureOf(one))!.purgeUntil!.getTime()).toBeLessThan(latest);
    expect(await erasureOf(world, one, officer)).toMatchObject({ plan: { step: 'PURGE' }, certificate: null });
  }
  expect(await begun()).toBe(before);
  figure('names of the erased in files of the engine before it is built anew', (await inFiles()).traders.length);

  await world.kill('privacy', 'catalog', 'meilisearch');
  world.running.again('catalog', { PURGE_HOURS: '0' });
  await world.again('privacy', 'meilisearch');
  const over = await Promise.all(cases.map((one) => certified(world, one, WITHIN_MS)));
  for (const { plan, certificate } of over) {
    expect(plan).toMatchObject({ state: 'CERTIFIED', blockedBy: null });
    expect(decodeJwt(certificate.document)).toMatchObject({ engine: { purged: true, purgedBy: null } });
  }
  // The engine deletes the file of an index a moment after it has forgotten the index.
  await until(async () => (await inFiles()).traders.length === 0, 60_000);
  figure('names of the erased in files of the engine after the certificate', (await inFiles()).traders.length);
  expect(await inFiles()).toEqual({ traders: [], stays: true });
  // One rebuild makes both indexes anew, whoever it is for.
  expect(await begun()).toBe(before + 2);
});
