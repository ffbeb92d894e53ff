import { randomUUID } from 'node:crypto';
import { startChild } from '../../../test/kit/child.ts';
import {
  answerAt,
  asking,
  askedFor,
  fetched,
  holder,
  isReady,
  pageOf,
  shownTo,
  startExportWorld,
  type ExportWorld,
} from '../../../test/kit/export-world.ts';
import { HOLDER, type ExportingParts } from '../../../test/kit/exporting.ts';
import { until } from '../../../test/kit/world.ts';

const EXPORTER = 'test/kit/exporter.main.ts';
const stranger = { ...holder, accountId: 'c'.repeat(24) };
let world: ExportWorld;
beforeAll(async () => {
  world = await startExportWorld();
}, 60_000);
afterEach(() => world.clear());
afterAll(() => world?.stop());

it('finishes an export of 10,000 records of which the process was killed half-way, and loses none', async () => {
  await world.hold(10_000);
  const first = world.running({}, false);
  const id = await askedFor(first);
  const child = startChild(EXPORTER, { ...process.env, ...world.keys.env, MONGODB_URI: world.uri });
  await until(async () => (await world.stored('personalDataArchives.chunks').countDocuments()) > 0, 90_000);
  expect(await shownTo(first, id)).toMatchObject({ state: 'WAITING', readyAt: null });
  await child.kill();
  expect(world.catcher.mails().length).toBe(0);
  const second = world.running({ keyring: await world.keys.another() });
  await isReady(second, id);
  const files = await fetched(second, await world.sentToken(), (await shownTo(second, id)).code);
  const { records } = JSON.parse(files.get('data.json')!.toString()) as { records: { id: string }[] };
  expect(new Set(records.map((one) => one.id)).size).toBe(10_000);
  expect(
    files
      .get('index.html')!
      .toString()
      .match(/<table>/g)!.length,
  ).toBeGreaterThanOrEqual(10_000);
}, 240_000);

it('is worked on anew by another process when one ends in the middle', async () => {
  await world.hold(3);
  let begun = false;
  const stuck: Partial<ExportingParts> = {
    participants: [
      {
        name: 'member',
        identify: async () => ({
          references: [],
          account: {
            accountId: HOLDER.accountId,
            email: HOLDER.email,
            name: 'A',
            locale: 'TR',
            country: null,
            isStaff: false,
          },
        }),
        async *export() {
          begun = true;
          await until(() => false, 3_000);
          yield* [];
        },
      } as never,
    ],
  };
  const first = world.running(stuck);
  const id = await askedFor(first);
  await until(() => begun);
  await first.stop();
  expect((await shownTo(first, id)).state).toBe('WAITING');
  const second = world.running();
  await isReady(second, id);
  expect(await world.stored('personalDataArchives.files').countDocuments({ whole: true })).toBe(1);
}, 60_000);

it('is one for a person: a second joins, also at the same moment, and a new one takes the place of one not fetched', async () => {
  await world.hold(1);
  const waiting = world.running({}, false);
  const ids = await Promise.all(Array.from({ length: 10 }, () => askedFor(waiting)));
  expect(new Set(ids).size).toBe(1);
  const key = randomUUID();
  expect(await Promise.all([askedFor(waiting, key), askedFor(waiting, key)])).toEqual([ids[0], ids[0]]);
  const made = world.running();
  await isReady(made, ids[0]!);
  const token = await world.sentToken();
  const next = await askedFor(made);
  expect(next).not.toBe(ids[0]);
  expect((await pageOf(made, token)).status).toBe(404);
  await isReady(made, next);
  expect(await made.exports.shown(stranger, next)).toBeNull();
}, 60_000);

it('is asked for so often within an hour, and no more', async () => {
  const made = world.running({}, false);
  for (let n = 0; n < 5; n++) {
    await askedFor(made);
    await world.stored('personalDataExports').updateMany({}, { $set: { state: 'FETCHED' } });
  }
  expect(await made.exports.ask(asking, { idempotencyKey: randomUUID() })).toMatchObject({
    kind: 'refused',
    refusal: { retryAfterSeconds: 3_600 },
  });
}, 60_000);

it('gives up what is of nobody any more', async () => {
  const made = world.running({ participants: [] });
  await askedFor(made);
  await until(async () => (await world.stored('personalDataExports').countDocuments()) === 0, 20_000);
  expect(await world.stored('mails').countDocuments()).toBe(0);
}, 60_000);

it('publishes the form of the data', async () => {
  const made = world.running({}, false);
  const schema = await answerAt(made, 'schemas/personal-data-export.json');
  expect(schema).toMatchObject({ status: 200, headers: { 'content-type': 'application/schema+json' } });
  expect(JSON.parse(schema.body as string)).toMatchObject({
    $id: 'http://127.0.0.1:4000/schemas/personal-data-export.json',
  });
  expect((await answerAt(made, 'schemas/other.json')).status).toBe(404);
});
