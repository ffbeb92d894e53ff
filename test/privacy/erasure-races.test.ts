import { AsyncLocalStorage } from 'node:async_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ClientSession } from 'mongoose';
import { Fenced } from '../../kit/fence/fenced.ts';
import { Fences } from '../../kit/fence/fences.ts';
import { isSubjectRef } from '../../kit/subject-keys/subject-ref.ts';
import { CaseStore } from '../../subgraphs/privacy/case/case-store.ts';
import { personalRows } from '../../subgraphs/privacy/data-map/data-map.ts';
import { DatabaseCensus } from '../../subgraphs/privacy/erasure/database-census.ts';
import { colleaguesIn, type Colleagues } from '../kit/colleagues.ts';
import { erasingIn, type ErasingHere } from '../kit/erasing.ts';
import { castIn, racedWrites, type Cast, type Written } from '../kit/raced-writes.ts';
import { startWorld, until, type World } from '../kit/world.ts';

import.meta.jest.setTimeout(3_600_000);

/** Of all kinds of writing together. A long run: FENCE_RACES=1000 npm test -- test/privacy/erasure-races.test.ts */
const RACES = Number(process.env['FENCE_RACES'] ?? 75);

let world: World;
let here: ErasingHere;
let colleagues: Colleagues;
let writes: ReturnType<typeof racedWrites>;
let census: DatabaseCensus;
let cases: CaseStore;
const erasedRefs: string[] = [];
beforeAll(async () => {
  // What fences do is looked at in the directory's own process.
  world = await startWorld({ companies: 2, products: 10, shape: 'one process' });
  here = await erasingIn(world);
  colleagues = await colleaguesIn(world);
  cases = new CaseStore(here.connections['privacy']!, world.keys.keyring);
  writes = racedWrites(world, here.connections['member']!);
  const databases = Object.entries(here.connections).map(([name, connection]) => ({ name, connection }));
  census = new DatabaseCensus({ databases, rows: personalRows() });
}, 300_000);
afterAll(async () => {
  await colleagues?.close();
  await here?.close();
  await world?.stop();
});
afterEach(() => void import.meta.jest.restoreAllMocks());

const target = (cast: Cast) => here.target(cast.person.email);
const refsOf = ({ references }: Awaited<ReturnType<typeof target>>) => references.map(({ ref }) => ref);
/** Where something of these people is. */
const leftOf = async (refs: readonly string[]) =>
  (await census.left(refs, [], []))
    .filter(({ records }) => records > 0)
    .map(({ store, collection }) => `${store}.${collection}`);

/** So many write at one moment: about one person more have to wait for each other. */
const AT_ONCE = 4;

/** One person is erased while everything is written about them, in an order of chance, from some moment on. */
async function raced(round: number): Promise<Record<string, Written>> {
  const cast = await castIn(world, colleagues, round % 2 === 0);
  const aimed = await target(cast);
  const kinds = Object.entries(writes)
    .filter(([kind]) => round % 3 === 2 || !kind.includes('cancelled'))
    .map((one) => ({ one, at: Math.random() }))
    .toSorted((a, b) => a.at - b.at)
    .map(({ one }) => one);
  const begins = Math.floor(kinds.length * (0.25 + Math.random() / 2));
  let erasing: Promise<unknown> = Promise.resolve();
  const erase = async () => {
    await sleep(Math.random() * 50);
    await here.fenced(aimed);
    await here.erased(aimed);
  };
  const outcomes: Record<string, Written> = {};
  const turns = kinds.entries();
  const writer = async () => {
    for (const [at, [kind, write]] of turns) {
      if (at === begins) erasing = erase();
      await sleep(Math.random() * 50);
      outcomes[kind] = await write(cast);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, writer));
  await erasing;
  // Files of cases stay, and are found by their address no more.
  await cases.forgetAddresses(refsOf(aimed));
  expect(await leftOf(refsOf(aimed))).toEqual([]);
  erasedRefs.push(...refsOf(aimed));
  return outcomes;
}

it('brings nobody back, whatever is written about somebody who is being erased; and what is refused says so', async () => {
  const rounds = Math.ceil(RACES / (Object.keys(writes).length - 1));
  const all: Record<string, Written>[] = [];
  for (let round = 0; round < rounds; round++) all.push(await raced(round));
  const outcomes = all.flatMap((one) => Object.values(one));
  expect(outcomes.length).toBeGreaterThanOrEqual(RACES);
  // Both happened, or nothing was raced.
  expect(outcomes.filter(({ isRefused }) => isRefused).length).toBeGreaterThan(rounds);
  expect(outcomes.filter(({ isRefused }) => !isRefused).length).toBeGreaterThan(rounds);
  // What works by itself had its time, too.
  await sleep(2_000);
  expect(await leftOf(erasedRefs)).toEqual([]);
});

/** What is written in it is what the barrier holds: not what the erasure stores, nor the directory by itself. */
const ofTheWriting = new AsyncLocalStorage<true>();

/** An event of the person's security log, as a sign-in writes it down: it changes nothing else that an erasure changes, too. */
const noted = ({ person: { accountId: _id } }: Cast, subjectRef: string) =>
  ofTheWriting.run(true, () =>
    here.connections['member']!.transaction((session: ClientSession) =>
      here.over.services.securityLog.note({ _id, subjectRef }, 'PASSWORD_CHANGED', null, session),
    ),
  );

type Touch = Fences['touch'];
const touch = Reflect.get<Fences, 'touch'>(Fences.prototype, 'touch');
const passing = Reflect.get<Fences, 'passing'>(Fences.prototype, 'passing');

/** A writing that has touched the fence waits, until it is let on. */
function barrier(touching: Touch) {
  let open = () => {};
  const opened = new Promise<void>((resolve) => (open = resolve));
  const seen = { isHeld: false, open };
  const held: Touch = async function (this: Fences, references, session) {
    await touching.call(this, references, session);
    if (!ofTheWriting.getStore()) return;
    seen.isHeld = true;
    await opened;
  };
  import.meta.jest.spyOn(Fences.prototype, 'touch').mockImplementation(held);
  return seen;
}

/** It is written, and not over; then the person is erased, as far as the fence lets it; then the writing ends. Answers what is left. */
async function interleaved(touching: Touch, isStopped: boolean): Promise<string[]> {
  const cast = await castIn(world, colleagues, true);
  const aimed = await target(cast);
  const subjectRef = refsOf(aimed).find(isSubjectRef);
  const seen = barrier(touching);
  const writing = noted(cast, subjectRef!);
  await until(() => seen.isHeld, 30_000);
  const erasing = here.fenced(aimed).then(() => here.erased(aimed));
  await (isStopped ? Promise.race([erasing, sleep(1_000)]) : erasing);
  seen.open();
  await Promise.all([writing, erasing]);
  return leftOf(refsOf(aimed));
}

it('lets an erasure wait for what is written already, and finds it', async () => {
  expect(await interleaved(touch, true)).toEqual([]);
});

describe('with fences that are only read', () => {
  const own = new WeakSet<object>();
  const transactionOf = (session: ClientSession) => (session as unknown as { transaction: object }).transaction;
  /** What a fence would be that is looked at, and not changed. */
  const reading: Touch = async function (this: Fences, references, session) {
    if (own.has(transactionOf(session))) return;
    if (await this.isFenced(references)) throw new Fenced();
  };

  it('somebody comes back', async () => {
    import.meta.jest.spyOn(Fences.prototype, 'passing').mockImplementation(function (this: Fences, session) {
      own.add(transactionOf(session));
      passing.call(this, session);
    });
    expect(await interleaved(reading, false)).toContain('member.securityEvents');
  });
});
