import { randomBytes } from 'node:crypto';
import { startImportWorld, type ImportWorld } from '../../../test/kit/import-world.ts';
import { startChild } from '../../../test/kit/child.ts';
import { until } from '../../../test/kit/world.ts';

const IMPORTER = 'test/kit/importer.main.ts';
let world: ImportWorld;

beforeAll(async () => {
  world = await startImportWorld();
});
afterAll(() => world?.stop());

const row = (number: number, more: object = {}) =>
  JSON.stringify({
    externalId: `A-${number}`,
    status: 'PUBLISHED',
    name: { en: `Gate valve ${number}` },
    categoryCode: '10.10.05',
    ...more,
  });
const rows = (count: number, more: object = {}) =>
  Array.from({ length: count }, (_, number) => row(number, more)).join('\n');

it('makes, changes and leaves products by their external ids, and reports each row by its line', async () => {
  const member = await world.member();
  const first = await world.imported(member, rows(600));
  expect(first).toMatchObject({ state: 'SUCCEEDED', total: 600, processed: 600, created: 600, updated: 0, refused: 0 });
  const again = await world.imported(member, rows(600));
  expect(again).toMatchObject({ state: 'SUCCEEDED', unchanged: 600, created: 0, updated: 0 });
  const changed = await world.imported(
    member,
    [row(1), row(2, { name: { tr: 'Vana' } }), row(3, { status: 'WITHDRAWN' })].join('\n'),
  );
  expect(changed).toMatchObject({ unchanged: 1, updated: 2 });
  expect((await world.report(changed._id)).map(({ line, outcome }) => [line, outcome])).toEqual([
    [1, 'UNCHANGED'],
    [2, 'UPDATED'],
    [3, 'UPDATED'],
  ]);
  const stored = await world.product(member, 'A-2');
  expect(stored).toMatchObject({ name: { en: 'Gate valve 2', tr: 'Vana' }, version: 2, status: 'PUBLISHED' });
  expect(await world.count(member)).toBe(600);
});

it('refuses rows by what is wrong with them, and takes the others', async () => {
  const member = await world.member();
  const text = [
    row(1),
    row(1, { name: { en: 'Another' } }),
    JSON.stringify({ name: { en: 'No key' }, categoryCode: '10.10.05' }),
    row(4, { categoryCode: '99.99' }),
    row(5, { companyId: randomBytes(12).toString('hex') }),
    row(6).replace('{', '{"__proto__":{"status":"PUBLISHED"},'),
    row(7, { name: { $ne: 1 } }),
    row(8, { priceTiers: [{ minimumQuantity: '1', amount: '1.234,50' }], currency: 'USD' }),
    row(9, { priceValidFrom: '24.11.2026' }),
    row(10, { status: 'HIDDEN' }),
    'no json',
    row(11),
  ].join('\n');
  const job = await world.imported(member, text);
  expect(job).toMatchObject({ state: 'PARTLY_FAILED', processed: 12, created: 2, refused: 10 });
  const report = await world.report(job._id);
  expect(
    report.filter(({ outcome }) => outcome === 'REFUSED').map(({ line, problems }) => [line, problems[0]!.field]),
  ).toEqual([
    [2, 'externalId'],
    [3, 'externalId'],
    [4, 'categoryCode'],
    [5, 'companyId'],
    [6, '__proto__'],
    [7, 'name.$ne'],
    [8, 'priceTiers.0.amount'],
    [9, 'priceValidFrom'],
    [10, 'status'],
    [11, ''],
  ]);
  expect(report.every(({ problems }) => problems.every(({ message }) => message.startsWith('Expected')))).toBe(true);
  expect(await world.count(member)).toBe(2);
});

it('a dry run says the same and changes nothing', async () => {
  const member = await world.member();
  await world.imported(member, row(1));
  const job = await world.imported(member, [row(1, { name: { en: 'New' } }), row(2), row(2), 'x'].join('\n'), {
    dryRun: true,
  });
  expect(job).toMatchObject({ state: 'PARTLY_FAILED', created: 1, updated: 1, refused: 2 });
  expect(await world.count(member)).toBe(1);
  expect(await world.product(member, 'A-1')).toMatchObject({ name: { en: 'Gate valve 1' }, version: 1 });
});

it('ends at the first refused row when it is told to', async () => {
  const member = await world.member();
  const job = await world.imported(member, [row(1), 'x', row(2)].join('\n'), { errorPolicy: 'STOP_AT_FIRST' });
  expect(job).toMatchObject({ state: 'FAILED', processed: 2, created: 1, failure: expect.stringContaining('Line 2') });
  expect(await world.count(member)).toBe(1);
});

it.each([
  ['NDJSON', Buffer.concat([Buffer.from(`${rows(300)}\n`), Buffer.from([0xff])]), 'line 301'],
  ['CSV', Buffer.from('externalId,name_en,companyId\n1,a,b'), 'companyId'],
  ['CSV', Buffer.from('externalId,__proto__\n1,a'), '__proto__'],
  ['CSV', Buffer.from('externalId,name_en\n1,"a'), 'left open'],
  ['CSV', Buffer.from('PK\u0003\u0004\0\0\0'), 'zero byte'],
] as const)('refuses a %s file as a whole before anything of it is written: %#', async (format, bytes, reason) => {
  const member = await world.member();
  const job = await world.imported(member, bytes, { format });
  expect(job).toMatchObject({ state: 'FAILED', total: null, processed: 0, failure: expect.stringContaining(reason) });
  expect(await world.count(member)).toBe(0);
});

it('two imports of one company run one after the other, and of several companies beside each other', async () => {
  const member = await world.member();
  const first = await world.queued(member, rows(1_000));
  const second = await world.queued(member, rows(1_000, { name: { en: 'Second' } }));
  const ended = await Promise.all([world.ended(first), world.ended(second)]);
  expect(ended.map(({ created, updated }) => created + updated)).toEqual([1_000, 1_000]);
  const [one, other] = ended.toSorted((a, b) => a.startedAt!.getTime() - b.startedAt!.getTime());
  expect(other!.startedAt!.getTime()).toBeGreaterThanOrEqual(one!.finishedAt!.getTime());
});

it.each([
  ['NO_LONGER_MEMBER', { companyId: 'f'.repeat(24) }],
  ['VIEWER_ONLY', { role: 'VIEWER' }],
  ['PAUSED', { paused: true }],
  ['COMPANY_SUSPENDED', null],
] as const)('stops by itself: %s', async (stopReason, change) => {
  const member = await world.member();
  const id = await world.queued(member, rows(3_000));
  await until(async () => (await world.job(id))!.processed > 0);
  if (change) await world.change(member, change);
  else await world.suspend(member);
  const job = await world.ended(id);
  expect(job).toMatchObject({ state: 'STOPPED', stopReason, total: 3_000 });
  expect(job.processed).toBeLessThan(3_000);
  expect(await world.count(member)).toBe(job.processed);
});

it('takes away no more at once than is like a member: then it stops, and the account is asked for', async () => {
  const member = await world.member();
  await world.imported(member, rows(600));
  const job = await world.imported(member, rows(600, { status: 'WITHDRAWN' }));
  expect(job).toMatchObject({ state: 'STOPPED', stopReason: 'PAUSED' });
  expect(job.processed).toBeLessThanOrEqual(250);
  expect(await world.shown(member)).toBe(600 - job.processed);
});

it('holds back what may be prohibited, and refuses to publish what cannot be', async () => {
  const member = await world.member();
  const job = await world.imported(
    member,
    [
      row(1, { name: { en: 'Automatic rifle' } }),
      row(2, { priceValidUntil: '2020-01-01', currency: 'USD', priceRange: { minimum: '1', maximum: '2' } }),
      row(3, { status: 'DRAFT', priceValidUntil: '2020-01-01' }),
    ].join('\n'),
  );
  expect(job).toMatchObject({ state: 'PARTLY_FAILED', created: 2, refused: 1 });
  expect(await world.product(member, 'A-1')).toMatchObject({ moderation: { state: 'PENDING_REVIEW' } });
  expect(await world.shown(member)).toBe(0);
});

it('is deleted with its file and its rows when its time is over', async () => {
  const member = await world.member();
  const { _id, fileId } = await world.imported(member, rows(10));
  expect(await world.left(_id, fileId)).toEqual([1, 1, 1, 1]);
  await world.expire(_id);
  await until(async () => (await world.left(_id, fileId)).every((count) => count === 0));
  expect(await world.count(member)).toBe(10);
});

it('goes on where it stood when its process is killed again and again, with no row twice and none lost', async () => {
  const member = await world.member();
  await world.pause();
  const id = await world.queued(member, rows(5_000));
  const stands: number[] = [];
  for (let kills = 0; kills < 6; kills++) {
    const child = startChild(IMPORTER, world.env);
    const before = (await world.job(id))!.processed;
    await until(async () => (await world.job(id))!.processed > before, 20_000);
    await child.kill();
    stands.push((await world.job(id))!.processed);
    await world.unlease(id);
  }
  const last = startChild(IMPORTER, world.env);
  const job = await world.ended(id);
  await last.kill();
  expect(stands.every((stand, index) => index === 0 || stand > stands[index - 1]!)).toBe(true);
  expect(stands.at(-1)).toBeLessThan(5_000);
  expect(job).toMatchObject({ state: 'SUCCEEDED', processed: 5_000, created: 5_000, unchanged: 0 });
  const report = await world.report(id);
  expect(report.map(({ line }) => line)).toEqual(Array.from({ length: 5_000 }, (_, index) => index + 1));
  expect(await world.count(member)).toBe(5_000);
}, 120_000);
