import 'reflect-metadata';
import { setTimeout as sleep } from 'node:timers/promises';
import { startLocalServers, type LocalServers } from '../../../kit/local-servers/local-servers.ts';
import { connect } from '../../../kit/mongo/connect.ts';
import { ensureCollections, modelOf } from '../../../kit/record/record.ts';
import { periodOf } from './sponsorship-period.ts';
import { sponsorshipRecord, type SponsorshipRecord } from './sponsorship.record.ts';
import { Sponsorships } from './sponsorships.ts';

const DAY = 86_400_000;
const NOW = new Date('2026-11-26T12:00:00Z');
const at = (days: number) => new Date(NOW.getTime() + days * DAY);

let servers: LocalServers;
let connection: ReturnType<typeof connect>[number];
let sponsorships: Sponsorships;
beforeAll(async () => {
  servers = await startLocalServers({ dataDir: null, env: process.env, log: () => undefined });
  [connection] = connect(servers.mongo.uri, ['catalog']);
  await connection.asPromise();
  await ensureCollections(connection, [sponsorshipRecord]);
}, 60_000);
afterAll(async () => {
  await connection?.close();
  await servers?.stop();
});
beforeEach(async () => {
  await model().deleteMany({});
  sponsorships = new Sponsorships(model());
});
afterEach(() => sponsorships.stop());

const model = () => modelOf(connection, sponsorshipRecord);
const id = (sign: string) => sign.repeat(24);
let made = 0;
const set = (product: string, from: Date, until: Date, own: Partial<SponsorshipRecord> = {}) =>
  model().create({
    _id: (++made).toString(16).padStart(24, '0'),
    productId: id(product),
    number: made,
    from,
    until,
    state: 'SET',
    reason: 'CONTRACT',
    by: id('f'),
    createdAt: NOW,
    endReason: null,
    endedBy: null,
    endedAt: null,
    closedAt: until,
    version: 1,
    ...own,
  });

it('knows what runs at a moment, from its first to before its last, and nothing that was ended', async () => {
  await set('a', at(-1), at(1));
  await set('b', NOW, at(1));
  await set('c', at(-1), NOW);
  await set('d', at(1), at(2));
  await set('e', at(-1), at(1), { state: 'ENDED', endReason: 'MISTAKE', endedBy: id('f'), endedAt: NOW });
  expect(sponsorships.activeIds(NOW)).toEqual(new Set());
  await sponsorships.refresh(NOW);
  expect(sponsorships.activeIds(NOW)).toEqual(new Set([id('a'), id('b')]));
});

it('begins and ends by the clock between two looks, and is the same set in the meantime', async () => {
  const soon = new Date(NOW.getTime() + 500);
  await set('a', at(-1), soon);
  await set('b', soon, at(1));
  await sponsorships.refresh(NOW);
  const before = sponsorships.activeIds(NOW);
  expect(before).toEqual(new Set([id('a')]));
  expect(sponsorships.activeIds(new Date(soon.getTime() - 1))).toBe(before);
  expect(sponsorships.activeIds(soon)).toEqual(new Set([id('b')]));
  expect(sponsorships.activeIds(NOW)).toEqual(before);
});

it('follows what other processes set and end', async () => {
  const running = [new Date(Date.now() - DAY), new Date(Date.now() + DAY)] as const;
  await sponsorships.start();
  expect(sponsorships.activeIds(new Date())).toEqual(new Set());
  await set('a', ...running);
  for (const end = Date.now() + 10_000; sponsorships.activeIds(new Date()).size === 0 && Date.now() < end;)
    await sleep(50);
  expect(sponsorships.activeIds(new Date())).toEqual(new Set([id('a')]));
});

it('takes no reading that is older than what it has', async () => {
  const kept = { productId: id('a'), from: at(-1), until: at(1) };
  const readings: ((found: object[]) => void)[] = [];
  const lean = () => new Promise<object[]>((resolve) => void readings.push(resolve));
  const slow = new Sponsorships({ find: () => ({ sort: () => ({ limit: () => ({ lean }) }) }) } as never);
  const [older, newer] = [slow.refresh(), slow.refresh()];
  readings[1]!([kept]);
  await newer;
  readings[0]!([]);
  await older;
  expect(slow.activeIds(NOW)).toEqual(new Set([id('a')]));
});

it('keeps what it knew when the database does not answer', async () => {
  const kept = { productId: id('a'), from: at(-1), until: at(1) };
  const answers = [() => Promise.resolve([kept]), () => Promise.reject(new Error('no database'))];
  const lean = () => answers.shift()!();
  const known = new Sponsorships({ find: () => ({ sort: () => ({ limit: () => ({ lean }) }) }) } as never);
  await known.refresh();
  await expect(known.refresh()).rejects.toThrow('no database');
  expect(known.activeIds(NOW)).toEqual(new Set([id('a')]));
});

describe('a period', () => {
  it('begins now when nothing else is said, and lasts a year at most', () => {
    expect(periodOf(null, at(366), NOW)).toEqual({ from: NOW, until: at(366) });
    expect(periodOf(at(366), at(732), NOW)).toEqual({ from: at(366), until: at(732) });
  });

  it.each([
    ['from', at(-0.001), at(1)],
    ['from', at(366.1), at(367)],
    ['until', null, NOW],
    ['until', at(2), at(1)],
    ['until', null, at(366.1)],
  ])('is refused by %s when it is %p to %p', (field, from, until) => {
    expect(() => periodOf(from, until, NOW)).toThrow(
      expect.objectContaining({ problem: expect.objectContaining({ field }) }),
    );
  });
});
