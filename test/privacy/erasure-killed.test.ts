import { setTimeout as sleep } from 'node:timers/promises';
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { globalId } from '../../kit/global-id/global-id.ts';
import { ERASURE_STEPS, type ErasureStepName } from '../../subgraphs/privacy/erasure/erasure.values.ts';
import {
  asksForErasure,
  ERASED_ONCE,
  erasuresSeen,
  somebody,
  type Asking,
  type ErasuresSeen,
} from '../kit/erased-once.ts';
import { approvedErasure } from '../kit/erasing-rights.ts';
import { KILLABLE, killableWorld, type Killable, type KillableWorld } from '../kit/killable-world.ts';
import { insistent } from '../kit/insisting.ts';
import { cancel } from '../kit/leaving.ts';
import { until } from '../kit/world.ts';
import { figure } from './figure.ts';

import.meta.jest.setTimeout(600_000);

/** Each process by itself, at each step: ERASURE_KILLS=all npm test -- test/privacy/erasure-killed.test.ts */
const IS_LONG = process.env['ERASURE_KILLS'] === 'all';
/** A minute is what is promised after a restart, on a machine that does nothing else: the long form has it to itself. */
const WITHIN_MS = IS_LONG ? 60_000 : 240_000;

let world: KillableWorld;
let seen: ErasuresSeen;
beforeAll(async () => {
  await promisify(execFile)(process.execPath, ['fresh-build.js'], { cwd: new URL('../../', import.meta.url) });
  world = insistent(await killableWorld()) as KillableWorld;
  seen = await erasuresSeen(world);
}, 300_000);
afterAll(async () => {
  await seen?.close();
  await world?.stop();
}, 60_000);

const outcomeOf = async ({ asking }: Held) => {
  const { orders, ...outcome } = await seen.outcome(asking, WITHIN_MS);
  return { ...outcome, orders: new Set(orders) };
};
const ONCE = { ...ERASED_ONCE, orders: new Set([1]) };

/** Begins an erasure, and holds it at a moment within a step, before it is stored that the step is over. One that went past first is for nothing. */
async function heldAt(step: ErasureStepName, route: typeof approved): Promise<Held> {
  for (let tries = 0; tries < 5; tries++) {
    const { asking, begin } = await route();
    const holding = seen.heldAt(asking.caseId, step);
    await begin();
    const hold = await holding;
    if (hold) return { ...hold, asking };
  }
  throw new Error(`Expected an erasure at ${step}, each went past.`);
}
interface Held {
  asking: Asking;
  release(): Promise<void>;
}

/** Who asked, and officers who approved. */
async function approved() {
  const asking = await asksForErasure(world);
  return { asking, begin: async (): Promise<unknown> => approvedErasure(world, asking.caseId) };
}

/** Who cancelled their account, when the days are over in which they could take it back. */
async function left(): ReturnType<typeof approved> {
  const member = await somebody(world);
  // A busy directory may answer too late: then it is done, and whoever asks again is signed out.
  await cancel(world, member);
  const { privacy } = seen.connections;
  const cancellations = privacy.collection('accountCancellations');
  await until(async () => (await cancellations.countDocuments({ until: { $gt: new Date() } })) === 1, 60_000);
  const caseId = (await cancellations.findOne({ until: { $gt: new Date() } }))!['caseId'] as string;
  const found = (await privacy.collection('privacyCases').findOne({ _id: caseId as never }))!;
  const number = found['number'] as string;
  const over = new Date(Date.now() - 1_000);
  const begin = () => cancellations.updateOne({ caseId }, { $set: { until: over, dueAt: over } });
  return { asking: { member, number, caseId: globalId('PrivacyCase', caseId) }, begin };
}

/** Seconds from when all was ready again until each was certified. */
const seconds: number[] = [];
afterAll(() => figure('seconds from a restart to a certificate, at the most', Math.max(...seconds).toFixed(1)));

/** Kills while all of these are held, brings back what was killed after a while, and answers what each came to. */
async function killed(held: readonly Held[], which: readonly Killable[]) {
  await sleep(Math.random() * 200);
  await world.kill(...which);
  await Promise.all(held.map((one) => one.release()));
  await sleep(Math.random() * 1_000);
  await world.again(...which);
  const ready = Date.now();
  const outcomes = await Promise.all(held.map(outcomeOf));
  const ended = await Promise.all(held.map(({ asking }) => seen.erasureOf(asking.caseId)));
  seconds.push(...ended.map((one) => Math.max(0, ((one?.closedAt?.getTime() ?? Infinity) - ready) / 1_000)));
  return outcomes;
}

it('goes on by itself, whoever began it, when everything is killed at once, and does everything once', async () => {
  const held = await Promise.all([heldAt('ERASE', approved), heldAt('SHRED', approved), heldAt('UNINDEX', left)]);
  expect(await killed(held, KILLABLE)).toEqual(held.map(() => ONCE));
});

it('waits for a part that is down, as long as it is, and goes on when it is back', async () => {
  const held = await heldAt('FENCE', approved);
  await world.kill('member');
  await held.release();
  const { caseId } = held.asking;
  await until(async () => (await seen.erasureOf(caseId))?.blockedBy?.code === 'PART_UNAVAILABLE', 30_000);
  expect(await seen.erasureOf(caseId)).toMatchObject({ state: 'RUNNING', step: 'FENCE', certificate: null });
  await world.again('member');
  expect(await outcomeOf(held)).toEqual(ONCE);
});

if (IS_LONG)
  it.each(KILLABLE)(
    '%s is killed while one erasure is at each step, and brought back: all go on by themselves',
    async (one) => {
      const held = await Promise.all(ERASURE_STEPS.map((step) => heldAt(step, approved)));
      expect(await killed(held, [one])).toEqual(held.map(() => ONCE));
    },
  );
