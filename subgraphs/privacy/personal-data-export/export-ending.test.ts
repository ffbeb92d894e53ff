import type { ClientSession } from 'mongoose';
import { readied, startExportWorld, type ExportWorld } from '../../../test/kit/export-world.ts';
import { HOLDER } from '../../../test/kit/exporting.ts';
import { until } from '../../../test/kit/world.ts';

let world: ExportWorld;
beforeAll(async () => {
  world = await startExportWorld();
}, 60_000);
afterEach(() => world.clear());
afterAll(() => world?.stop());

const WEEK_MS = 7 * 86_400_000;
const [ONE, OTHER] = ['d'.repeat(24), 'e'.repeat(24)] as [string, string];
type Made = ReturnType<ExportWorld['running']>;
const refs = async () =>
  (await world.stored('personalDataExports').find().toArray()).map(({ subjectRef }) => subjectRef as string);
const left = async () =>
  Promise.all(
    ['personalDataExports', 'personalDataArchives.files', 'personalDataArchives.chunks'].map((name) =>
      world.stored(name).countDocuments(),
    ),
  );

/** An archive that answers a case and waits to be fetched. */
async function answering(made: Made, caseId: string): Promise<void> {
  const references = [{ ref: HOLDER.subjectRef, kind: 'GUEST' as const }];
  const to = { email: 'guest@guests.example', locale: 'EN' as const };
  await world.connection.transaction((session: ClientSession) =>
    made.exports.begin({ caseId, references, to, session }),
  );
  const ready = { caseId, state: 'READY' };
  await until(async () => (await world.stored('personalDataExports').countDocuments(ready)) === 1, 60_000);
}

it('nobody fetched what answers a case: the case hears of it, and nothing of the archive is left', async () => {
  await world.hold(2);
  let now = new Date();
  const missed: string[] = [];
  const made = world.running({ now: () => now, missed: async (caseId) => void missed.push(caseId) });
  await answering(made, ONE);
  const keys = await refs();
  await made.ending.run();
  expect(missed).toEqual([]);
  now = new Date(now.getTime() + WEEK_MS + 1_000);
  await made.ending.run();
  expect(missed).toEqual([ONE]);
  expect(await left()).toEqual([0, 0, 0]);
  expect([...(await world.keys.keyring.destroyed(keys))]).toEqual(keys);
  await made.ending.run();
  expect(missed).toEqual([ONE]);
}, 60_000);

it('a case that cannot be told keeps no archive: all are gone, and the case is told when it can be', async () => {
  await world.hold(2);
  let now = new Date();
  let isAway = true;
  const missed: string[] = [];
  const made = world.running({
    now: () => now,
    missed: async (caseId) => {
      if (isAway && caseId === ONE) throw new Error('away: guest@guests.example');
      missed.push(caseId);
    },
  });
  await answering(made, ONE);
  await answering(made, OTHER);
  const keys = await refs();
  now = new Date(now.getTime() + WEEK_MS + 1_000);
  await made.ending.run();
  expect(missed).toEqual([OTHER]);
  expect(await left()).toEqual([1, 0, 0]);
  expect((await world.keys.keyring.destroyed(keys)).size).toBe(2);
  isAway = false;
  await made.ending.run();
  expect(missed).toEqual([OTHER, ONE]);
  expect(await left()).toEqual([0, 0, 0]);
}, 60_000);

it('what a member did not fetch is of no case, and what the sweep was cut off in goes with the next', async () => {
  await world.hold(1);
  let now = new Date();
  const missed: string[] = [];
  const made = world.running({ now: () => now, missed: async (caseId) => void missed.push(caseId) });
  await readied(world, made);
  await world.keys.keyring.destroy(await refs());
  now = new Date(now.getTime() + WEEK_MS + 1_000);
  await made.ending.run();
  expect([missed, await left()]).toEqual([[], [0, 0, 0]]);
}, 60_000);
