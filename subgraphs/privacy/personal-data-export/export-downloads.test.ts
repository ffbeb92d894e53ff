import { setTimeout as sleep } from 'node:timers/promises';
import type { ClientSession } from 'mongoose';
import {
  answerAt,
  archiveOf,
  fetched,
  holder,
  pageOf,
  readied,
  shownTo,
  startExportWorld,
  type ExportWorld,
} from '../../../test/kit/export-world.ts';
import { HOLDER } from '../../../test/kit/exporting.ts';
import { until } from '../../../test/kit/world.ts';

let world: ExportWorld;
beforeAll(async () => {
  world = await startExportWorld();
}, 60_000);
afterEach(() => world.clear());
afterAll(() => world?.stop());

it('is handed over once: afterwards the link leads nowhere, and archive and key are gone', async () => {
  await world.hold(2);
  const made = world.running();
  const { id, token, code } = await readied(world, made);
  const page = await pageOf(made, token);
  expect(page).toMatchObject({ status: 200, headers: { 'content-type': 'text/html; charset=utf-8' } });
  expect(page.body).toContain('Kişisel verileriniz hazır');
  const files = await fetched(made, token, code);
  expect(JSON.parse(files.get('data.json')!.toString())).toMatchObject({ language: 'tr', records: [{}, {}] });
  await until(async () => (await shownTo(made, id)).state === 'FETCHED');
  for (const path of [`personal-data-exports/${token}`, `personal-data-exports/${token}/archive`])
    expect(await answerAt(made, path, code)).toMatchObject({ status: 404 });
  await until(async () => (await world.stored('personalDataArchives.chunks').countDocuments()) === 0);
  const { subjectRef } = (await world.stored('personalDataExports').findOne({})) as unknown as { subjectRef: string };
  expect([...(await world.keys.keyring.destroyed([subjectRef]))]).toEqual([subjectRef]);
  expect((await world.audited()).map(({ action, role, count, actor }) => [action, role, count, actor])).toEqual([
    ['EXPORT', 'SUBJECT', 0, HOLDER.accountId],
    ['EXPORT', 'SUBJECT', 1, HOLDER.accountId],
    ['KEY_DESTROYED', 'SYSTEM', 1, 'system'],
  ]);
}, 60_000);

it('a link that was passed on discloses nothing without the code, and ends after five guesses', async () => {
  await world.hold(1);
  const made = world.running();
  const { token, code } = await readied(world, made);
  for (let left = 4; left > 0; left--) {
    const answer = await archiveOf(made, token, left === 4 ? '' : '00000000');
    expect(answer).toMatchObject({ status: 403, headers: { 'content-type': 'text/html; charset=utf-8' } });
    expect(answer.body).toContain(`Kalan deneme: ${left}.`);
  }
  expect((await archiveOf(made, token, '11111111')).status).toBe(404);
  expect((await archiveOf(made, token, code)).status).toBe(404);
  expect((await pageOf(made, token)).status).toBe(404);
  expect((await world.audited()).filter(({ count }) => count === 1)).toEqual([]);
}, 60_000);

it('what was made for a case is not handed over when nobody waits for it there any more, made or not', async () => {
  await world.hold(1);
  const caseId = 'c'.repeat(24);
  const missed: string[] = [];
  const made = world.running({ missed: async (one) => void missed.push(one) }, false);
  const references = [{ ref: HOLDER.subjectRef, kind: 'ANYBODY' as const }];
  const to = { email: HOLDER.email, locale: 'TR' as const };
  const inOne = (work: (session: ClientSession) => Promise<void>) => world.connection.transaction(work);
  const begin = () => inOne((session) => made.exports.begin({ caseId, references, to, session }));
  await begin();
  for (const part of [...made.working, made.mails]) part.start();
  await until(async () => (await world.stored('personalDataExports').countDocuments({ state: 'READY' })) === 1, 60_000);
  const token = await world.sentToken();
  expect((await pageOf(made, token)).status).toBe(200);
  await inOne((session) => made.exports.stop({ caseId, session }));
  expect((await pageOf(made, token)).status).toBe(404);
  expect((await archiveOf(made, token, '')).status).toBe(404);
  await made.ending.run();
  expect(await world.stored('personalDataArchives.chunks').countDocuments()).toBe(0);
  // One that is not made yet: nothing is written to anybody.
  await inOne(async (session) => {
    await made.exports.begin({ caseId, references, to, session });
    await made.exports.stop({ caseId, session });
  });
  await until(async () => {
    await made.ending.run();
    return (await world.stored('personalDataExports').countDocuments()) === 0;
  }, 30_000);
  expect(world.catcher.mails().findLast(({ text }) => text.includes('personal-data-exports/'))!.text).toContain(token);
  expect(missed).toEqual([]);
}, 90_000);

it('of guesses at the same moment those after the fifth are too late, though one be right', async () => {
  await world.hold(1);
  const made = world.running();
  const { token, code } = await readied(world, made);
  const session = await world.connection.startSession();
  session.startTransaction();
  await world.stored('personalDataExports').updateOne({}, { $set: { wrongCodes: 5 } }, { session });
  const guessed = archiveOf(made, token, code);
  await sleep(500);
  await session.commitTransaction();
  await session.endSession();
  expect((await guessed).status).toBe(404);
  expect((await world.audited()).filter(({ count }) => count === 1)).toEqual([]);
}, 60_000);

it('takes the code as somebody types it', async () => {
  await world.hold(1);
  const made = world.running();
  const { token, code } = await readied(world, made);
  const files = await fetched(
    made,
    token,
    ` ${code.slice(0, 4).toLowerCase()} - ${code.slice(4).replaceAll('0', 'O').replaceAll('1', 'l')} `,
  );
  expect(files.has('data.json')).toBe(true);
}, 60_000);

it('a download that broke off does not use the link up, and nobody fetches beside somebody', async () => {
  await world.hold(2);
  const made = world.running();
  const { token, code } = await readied(world, made);
  let arrived!: (whole: boolean) => void;
  const broken = await archiveOf(made, token, code, new Promise((resolve) => (arrived = resolve)));
  expect(broken.status).toBe(200);
  expect((await archiveOf(made, token, code)).status).toBe(409);
  arrived(false);
  await until(async () => (await world.stored('personalDataExports').findOne({}))!['fetchingUntil'] === null);
  expect((await fetched(made, token, code)).has('data.json')).toBe(true);
}, 60_000);

it('an answer that ended before the archive did is no handing over', async () => {
  await world.hold(2);
  const made = world.running();
  const { id, token, code } = await readied(world, made);
  await archiveOf(made, token, code, Promise.resolve(true));
  await until(async () => (await world.stored('personalDataExports').findOne({}))!['fetchingUntil'] === null);
  expect((await shownTo(made, id)).state).toBe('READY');
}, 60_000);

it('is gone after seven days, with its key', async () => {
  await world.hold(1);
  let now = new Date();
  const made = world.running({ now: () => now });
  const { id, token, code } = await readied(world, made);
  const { subjectRef } = (await world.stored('personalDataExports').findOne({})) as unknown as { subjectRef: string };
  now = new Date(now.getTime() + 7 * 86_400_000 - 1_000);
  expect((await pageOf(made, token)).status).toBe(200);
  now = new Date(now.getTime() + 1_000);
  expect((await archiveOf(made, token, code)).status).toBe(404);
  await made.ending.run();
  expect(await made.exports.shown(holder, id)).toBeNull();
  for (const name of ['personalDataArchives.chunks', 'personalDataArchives.files'])
    expect(await world.stored(name).countDocuments()).toBe(0);
  expect([...(await world.keys.keyring.destroyed([subjectRef]))]).toEqual([subjectRef]);
}, 60_000);

it('answers a case: the link goes to the address that was proven, needs no code, and the case hears of it', async () => {
  await world.hold(2);
  const heard: string[] = [];
  const made = world.running({ handedOver: async (caseId) => void heard.push(caseId) });
  const caseId = 'd'.repeat(24);
  const references = [{ ref: HOLDER.subjectRef, kind: 'GUEST' as const }];
  const to = { email: 'guest@guests.example', locale: 'ZH' as const };
  await world.connection.transaction((session: ClientSession) =>
    made.exports.begin({ caseId, references, to, session }),
  );
  await until(async () => (await world.stored('personalDataExports').findOne({}))!['state'] === 'READY', 30_000);
  expect(JSON.stringify(await world.stored('personalDataExports').find().toArray())).not.toContain('guest@');
  const token = await world.sentToken();
  expect(world.catcher.mails().at(-1)).toMatchObject({ to: to.email, subject: '您的个人信息已准备好' });
  expect((await pageOf(made, token)).body).not.toContain('name="code"');
  expect(JSON.parse((await fetched(made, token, null)).get('data.json')!.toString())).toMatchObject({
    language: 'zh-Hans',
  });
  await until(() => heard.length === 1);
  expect(heard).toEqual([caseId]);
}, 60_000);
