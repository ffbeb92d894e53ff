import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { asksForErasure, ERASED_ONCE, erasuresSeen, type ErasuresSeen } from '../kit/erased-once.ts';
import { approvedErasure } from '../kit/erasing-rights.ts';
import { insistent } from '../kit/insisting.ts';
import { killableWorld, type KillableWorld } from '../kit/killable-world.ts';
import { lyingPart } from '../kit/lying-part.ts';

import.meta.jest.setTimeout(180_000);

const liar = lyingPart();
let world: KillableWorld;
let seen: ErasuresSeen;
beforeAll(async () => {
  await promisify(execFile)(process.execPath, ['fresh-build.js'], { cwd: new URL('../../', import.meta.url) });
  world = insistent(await killableWorld({ toMember: (port) => liar.before(port) })) as KillableWorld;
  seen = await erasuresSeen(world);
}, 300_000);
afterAll(async () => {
  await seen?.close();
  await world?.stop();
  liar.close();
}, 60_000);
afterEach(() => void (liar.lies = {}));

const verify = () => [];
const LIES: [string, typeof liar.lies, string][] = [
  ['ok, 0 rows', { erase: () => ({ done: true, counts: [] }), verify }, 'COUNT_DIFFERS'],
  [
    'what was counted is erased',
    { erase: (answered) => ({ done: true, counts: answered.get('foresee') }), verify },
    'SOMETHING_LEFT',
  ],
];

it.each(LIES)('a part that lies leads to no certificate: %s', async (_, lies, code) => {
  const asking = await asksForErasure(world);
  liar.lies = lies;
  await approvedErasure(world, asking.caseId);
  const outcome = await seen.outcome(asking);
  expect(outcome).toMatchObject({ state: 'BLOCKED', blockedBy: code, certificateMails: 0 });
  expect(outcome.left).toBeGreaterThan(0);
  expect((await seen.erasureOf(asking.caseId))!.certificate).toBeNull();
});

it('a part that tells the truth leads to one by the same way', async () => {
  const asking = await asksForErasure(world);
  await approvedErasure(world, asking.caseId);
  const { orders: _, ...outcome } = await seen.outcome(asking);
  expect(outcome).toEqual(ERASED_ONCE);
});
