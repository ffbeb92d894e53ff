import { group, instant, list, nullable, optional, subjectRef, text } from '../record/field.ts';
import { about } from '../record/personal.ts';
import { record } from '../record/record.ts';
import { census } from './census.ts';
import { dataMapOf, mapHash, type Store } from './data-map.ts';
import { declarationFaults } from './declaration-faults.ts';
import { erasurePlanOf } from './erasure-plan.ts';
import { exportPlanOf } from './export-plan.ts';
import { mapFiles, staleFiles } from './map-files.ts';
import { recordOfProcessing } from './record-of-processing.ts';
import { retentionPlanOf } from './retention-plan.ts';
import type { Purposes, RetentionSchedule } from './schedule.ts';

const lent = { purposes: ['lending'], basis: 'contract', onExport: 'include', protection: 'encrypted' } as const;
const aboutOwner = about({ ...lent, subject: 'ownerRef', retention: 'while owned', onErasure: 'unset' });
const aboutBorrower = about({
  ...lent,
  subject: 'loans[].borrowerRef',
  retention: 'after return',
  since: 'loans[].returnedAt',
  onErasure: 'remove item',
});

/** A book with an owner, or none, and those who borrowed it: a condition, a look-up, and items with people of their own. */
const books = record({
  collection: 'books',
  version: 1,
  fields: {
    title: text(100),
    ownerRef: nullable(subjectRef('MEMBER')),
    email: optional(text(254, aboutOwner('user.contact.email'))),
    note: optional(text(99, aboutOwner('user.content.private', { onErasure: 'retain', onExport: 'summarise' }))),
    loans: list(
      group({
        borrowerRef: subjectRef('GUEST'),
        name: text(99, aboutBorrower('user.name')),
        pin: optional(
          text(9, aboutBorrower('user.authorization.password', { onErasure: 'unset', onExport: 'exclude secret' })),
        ),
        returnedAt: nullable(instant()),
      }),
      9,
    ),
  },
  indexes: [],
  lookups: { emailTokens: { of: 'email', form: (value) => value.toLowerCase(), unique: true } },
});

/** Slips that are about one person alone: they go as they are. */
const aboutReader = about({
  ...lent,
  purposes: ['lending', 'proof'],
  subject: 'readerRef',
  retention: 'after visit',
  since: 'visitedAt',
  onErasure: 'delete document',
});
const slips = record({
  collection: 'slips',
  version: 1,
  fields: {
    readerRef: subjectRef('GUEST'),
    visitedAt: instant(),
    seat: text(9, aboutReader('user.location', { onErasure: 'retain' })),
    said: text(99, aboutReader('user.content.private', { onExport: 'exclude of others', protection: 'plain' })),
  },
  indexes: [],
});

const stores: Store[] = [{ name: 'library', records: [books, slips] }];
const map = dataMapOf(stores);
const row = (path: string) => map.find((one) => one.path === path);

const explained = { use: 'essential.service', describe: 'Lending.', recipients: 'Nobody.', transfers: 'None.' };
const purposes: Purposes = { lending: explained, proof: { ...explained, describe: 'Proof, "so to say".' } };
const schedule: RetentionSchedule = {
  'while owned': { period: null, endsWith: 'The book goes.', within: 'P30D', reason: 'Owning.', afterwards: 'delete' },
  'after return': { period: 'P30D', since: 'The return.', reason: 'Damage.', afterwards: 'delete' },
  'after visit': { period: 'P1Y', since: 'The visit.', reason: 'Counting.', afterwards: 'delete' },
};

describe('the data map', () => {
  it('has every stored path once, with ids, references and the tokens of look-ups', () => {
    expect(map.map(({ collection, path }) => `${collection}.${path}`)).toEqual([
      ...['_id', 'title', 'ownerRef', 'email', 'note'].map((path) => `books.${path}`),
      ...['borrowerRef', 'name', 'pin', 'returnedAt'].map((path) => `books.loans[].${path}`),
      'books.emailTokens[]',
      ...['_id', 'readerRef', 'visitedAt', 'seat', 'said'].map((path) => `slips.${path}`),
    ]);
    expect(row('title')).toEqual({ store: 'library', collection: 'books', path: 'title', personal: false });
    expect(row('email')).toMatchObject({ subject: 'MEMBER', subjectPath: 'ownerRef', since: null });
    expect(row('loans[].name')).toMatchObject({ subject: 'GUEST', since: 'loans[].returnedAt' });
  });

  it('takes a reference for a pseudonym that goes with what is about the person', () => {
    const pseudonym = { category: 'user.unique_id.pseudonymous', protection: 'plain', onExport: 'include' };
    expect(row('ownerRef')).toMatchObject({ ...pseudonym, subjectPath: 'ownerRef', onErasure: 'detach' });
    expect(row('loans[].borrowerRef')).toMatchObject({ ...pseudonym, onErasure: 'remove item' });
    expect(row('readerRef')).toMatchObject({
      ...pseudonym,
      onErasure: 'delete document',
      purposes: ['lending', 'proof'],
    });
    const lonely = record({ collection: 'lonely', version: 1, fields: { ref: subjectRef('BUYER') }, indexes: [] });
    expect(() => dataMapOf([{ name: 'library', records: [lonely] }])).toThrow('lonely.ref: nothing says what this');
  });

  it('counts tokens as what they stand for, kept back and unset', () => {
    expect(row('emailTokens[]')).toMatchObject({
      category: 'user.contact.email',
      subjectPath: 'ownerRef',
      onExport: 'exclude secret',
      onErasure: 'unset',
      protection: 'keyed hash',
    });
  });

  it('has a hash that every change changes, and nothing else', () => {
    expect(mapHash(dataMapOf(stores))).toBe(mapHash(map));
    expect(mapHash(map)).toMatch(/^[0-9a-f]{64}$/);
    expect(mapHash(map.map((one) => Object.fromEntries(Object.entries(one).toReversed()) as never))).toBe(mapHash(map));
    expect(mapHash(map.slice(1))).not.toBe(mapHash(map));
    expect(mapHash(map.map((one) => (one.personal ? { ...one, onExport: 'summarise' } : one)))).not.toBe(mapHash(map));
  });

  it('leaves ids out of what has none', () => {
    expect(dataMapOf([{ name: 'log', records: [slips], withoutIds: true }]).map(({ path }) => path)).not.toContain(
      '_id',
    );
  });
});

describe('the plans', () => {
  const library = { store: 'library' };

  it('erase with whole documents and items first, and cut the reference off last', () => {
    expect(erasurePlanOf(map)).toEqual([
      { ...library, collection: 'books', subjectPath: 'ownerRef', action: 'unset', paths: ['email', 'emailTokens[]'] },
      { ...library, collection: 'books', subjectPath: 'ownerRef', action: 'retain', paths: ['note'] },
      { ...library, collection: 'books', subjectPath: 'ownerRef', action: 'detach', paths: ['ownerRef'] },
      {
        ...library,
        collection: 'books',
        subjectPath: 'loans[].borrowerRef',
        action: 'remove item',
        paths: ['loans[].borrowerRef', 'loans[].name', 'loans[].pin'],
      },
      {
        ...library,
        collection: 'slips',
        subjectPath: 'readerRef',
        action: 'delete document',
        paths: ['readerRef', 'seat', 'said'],
      },
    ]);
    expect(erasurePlanOf(map, 'MEMBER').map(({ action }) => action)).toEqual(['unset', 'retain', 'detach']);
    expect(erasurePlanOf(map, 'STAFF')).toEqual([]);
  });

  it('export what may be had, and say why the rest is kept back', () => {
    expect(exportPlanOf(map, 'MEMBER')).toEqual([
      {
        ...library,
        collection: 'books',
        subjectPath: 'ownerRef',
        include: ['ownerRef', 'email'],
        summarise: ['note'],
        excluded: [{ path: 'emailTokens[]', why: 'secret' }],
      },
    ]);
    expect(exportPlanOf(map, 'GUEST').map(({ excluded }) => excluded)).toEqual([
      [{ path: 'loans[].pin', why: 'secret' }],
      [{ path: 'said', why: 'of others' }],
    ]);
  });

  it('take by the clock what has one, document, item or path', () => {
    const timed = retentionPlanOf(map, schedule).map(({ collection, key, period, clock, action }) => [
      collection,
      key,
      period,
      clock,
      action,
    ]);
    expect(timed).toEqual([
      ['books', 'after return', 'P30D', 'loans[].returnedAt', 'remove item'],
      ['books', 'after return', 'P30D', 'loans[].returnedAt', 'unset'],
      ['slips', 'after visit', 'P1Y', 'visitedAt', 'delete document'],
    ]);
    const anonymous = { ...schedule, 'after visit': { ...schedule['after visit']!, afterwards: 'anonymise' as const } };
    expect(retentionPlanOf(map, anonymous).at(-1)).toMatchObject({
      action: 'unset',
      paths: ['readerRef', 'seat', 'said'],
    });
  });
});

describe('declarations', () => {
  const faults = (changed: Partial<Store>, tables: { purposes?: Purposes; schedule?: RetentionSchedule } = {}) => {
    const all = [{ ...stores[0]!, ...changed }];
    return declarationFaults(all, dataMapOf(all), tables.purposes ?? purposes, tables.schedule ?? schedule);
  };
  const slip = (declared: Parameters<typeof aboutReader>[1]) => ({
    records: [
      books,
      record({ ...slips, fields: { ...slips.fields, seat: text(9, aboutReader('user.location', declared)) } }),
    ],
  });

  it('hold with the tables, which they use up', () => {
    expect(faults({})).toEqual([]);
    expect(faults({}, { purposes: { ...purposes, mailing: explained } }).at(-1)).toBe(
      'The purpose "mailing" is named by no declaration: take it out of the table.',
    );
    expect(faults({}, { schedule: { ...schedule, never: schedule['after visit']! } }).at(-1)).toBe(
      'The retention key "never" is named by no declaration: take it out of the table.',
    );
  });

  it('are faulty with a purpose or a period that nobody explained', () => {
    expect(faults(slip({ purposes: ['selling'] })).at(-1)).toContain('slips.seat: names the purpose "selling", which');
    expect(faults(slip({ retention: 'for ever' })).at(-1)).toContain('slips.seat: names the retention key "for ever"');
  });

  it('are faulty when the clock would find nothing, or erasure could not be done', () => {
    expect(faults(slip({ since: undefined })).at(-1)).toContain('no clock: name the instant it runs from');
    expect(faults(slip({ retention: 'while owned' })).at(-1)).toContain('names a clock, and "while owned" ends with');
    expect(faults(slip({ onErasure: 'unset' })).at(-1)).toContain('the database would refuse a document without it');
    expect(faults(slip({ onErasure: 'remove item' })).at(-1)).toContain('its person is one of the whole document');
    expect(() => slip({ since: 'seat' })).toThrow('slips.seat: expected `since` to be the path of an instant');
  });
});

describe('what authorities and people read', () => {
  it('names each purpose with whom, what, why, how long and how it is kept safe', () => {
    const { markdown, csv } = recordOfProcessing(map, purposes, schedule);
    const lines = csv.split('\r\n');
    expect(lines[0]).toBe(
      'Purpose,Data use,Legal basis,Categories of data subjects,Categories of data,Kept in,Recipients,Transfers abroad,Retention,Reason,Security measures',
    );
    expect(lines).toHaveLength(1 + 4 + 1);
    expect(csv).toContain('"Proof, ""so to say"".",essential.service,');
    expect(csv).toContain('user.name; user.authorization.password');
    expect(csv).toContain('30 days after: the return.');
    expect(markdown).toContain(mapHash(map));
    expect(markdown).toContain('Until: the book goes. Gone at the latest 30 days later.');
    expect(() => recordOfProcessing(map, {}, schedule)).toThrow('Expected the purpose lending');
  });

  it('counts by collection and by category', () => {
    const counts = census(map, schedule);
    expect(counts).toContain('| library | books | 10 | 7 | 4 |');
    expect(counts).toContain('| user.contact.email | MEMBER | keyed hash | 1 |');
    expect(counts).toContain('| library | slips | 1 year | `visitedAt` | delete document |');
  });

  it('is stale as soon as a declaration changes', () => {
    const made = mapFiles(map, purposes, schedule);
    expect(staleFiles(made, (path) => made[path]!)).toEqual([]);
    const later = mapFiles(map.slice(0, -1), purposes, schedule);
    expect(staleFiles(later, (path) => made[path]!)).toHaveLength(4);
    expect(staleFiles(made, () => null)[0]).toBe(
      'schema/data-map.json is missing: run npm run privacy:write and commit it.',
    );
    expect(JSON.parse(made['schema/data-map.json']!)).toEqual({ hash: mapHash(map), rows: map });
  });
});
