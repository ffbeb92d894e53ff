import { startLocalServers, type LocalServers } from '../local-servers/local-servers.ts';
import { connect } from '../mongo/connect.ts';
import { decimal, flag, group, instant, integer, list, nullable, oneOf, optional, text } from './field.ts';
import { ensureCollections, modelOf, record } from './record.ts';

const crate = record({
  collection: 'crates',
  version: 1,
  fields: {
    label: text(5),
    code: optional(text(3, undefined, '^[A-Z]{3}$')),
    kind: oneOf(['WOOD', 'STEEL']),
    lining: nullable(oneOf(['FOIL', 'FELT'])),
    weight: nullable(decimal()),
    count: integer(0, 10),
    open: flag(),
    packedAt: optional(nullable(instant())),
    inside: list(group({ name: text(10) }), 2),
  },
  indexes: [{ keys: { label: 1 }, unique: true }],
});

const good = {
  _id: 'a',
  label: 'A',
  kind: 'WOOD',
  lining: null,
  weight: '12.5',
  count: 3,
  open: true,
  inside: [{ name: 'nails' }],
};

let servers: LocalServers;
let connection: ReturnType<typeof connect>[number];

beforeAll(async () => {
  servers = await startLocalServers({ dataDir: null, env: process.env, log: () => undefined });
  [connection] = connect(servers.mongo.uri, ['records']);
  await connection.asPromise();
  // Two processes may begin at once.
  await Promise.all([ensureCollections(connection, [crate]), ensureCollections(connection, [crate])]);
});

afterAll(async () => {
  await connection?.close();
  await servers?.stop();
});

/** Past mongoose, as any other client would write. */
const written = async (document: object): Promise<'kept' | number> => {
  const crates = connection.db!.collection('crates');
  try {
    await crates.replaceOne({ _id: 'a' }, document, { upsert: true });
    return 'kept';
  } catch (error) {
    return (error as { code: number }).code;
  }
};
const REFUSED = 121;

it.each([
  ['as declared', {}],
  ['an optional one there', { code: 'ABC', packedAt: new Date() }],
  ['an optional one null where it may be', { packedAt: null }],
  ['a nullable choice made', { lining: 'FELT' }],
  ['a nullable one null', { weight: null }],
  ['an empty list', { inside: [] }],
])('the database keeps a document: %s', async (_, changes) => {
  expect(await written({ ...good, ...changes })).toBe('kept');
});

it.each([
  ['an undeclared field', { note: 'call Ayşe' }],
  ['an undeclared field within', { inside: [{ name: 'nails', note: 'x' }] }],
  ['a required one missing', { label: undefined }],
  ['a nullable one missing', { weight: undefined }],
  ['null where it may not be', { kind: null }],
  ['null for an optional one', { code: null }],
  ['another choice', { kind: 'PAPER' }],
  ['another nullable choice', { lining: 'SILK' }],
  ['text too long', { label: 'ABCDEF' }],
  ['a pattern not met', { code: 'abc' }],
  ['a decimal with a line break after it', { weight: '12.5\n' }],
  ['a number too large', { count: 11 }],
  ['a number that is not whole', { count: 1.5 }],
  ['a number as text', { count: '3' }],
  ['an object for text', { label: { $gt: '' } }],
  ['a list too long', { inside: [{ name: 'a' }, { name: 'b' }, { name: 'c' }] }],
  ['an id that is no text', { _id: 5 }],
])('the database refuses a document: %s', async (_, changes) => {
  const document = JSON.parse(JSON.stringify({ ...good, ...changes })) as object;
  expect([REFUSED, 66]).toContain(await written(document));
});

it('brings the time after which an index lets documents go to the declared one', async () => {
  const lasting = (expireAfterSeconds: number) =>
    record({
      collection: 'notes',
      version: 1,
      fields: { at: instant() },
      indexes: [{ keys: { at: 1 }, expireAfterSeconds }],
    });
  for (const seconds of [60, 120]) {
    await Promise.all([1, 2].map(() => ensureCollections(connection, [lasting(seconds)])));
    const indexes = await connection.db!.collection('notes').indexes();
    expect(indexes).toContainEqual(expect.objectContaining({ key: { at: 1 }, expireAfterSeconds: seconds }));
  }
});

it('makes the indexes that are declared', async () => {
  const indexes = await connection.db!.collection('crates').indexes();
  expect(indexes).toContainEqual(expect.objectContaining({ key: { label: 1 }, unique: true }));
});

it('refuses in the model what is not declared', async () => {
  const model = modelOf(connection, crate);
  expect(modelOf(connection, crate)).toBe(model);
  await expect(model.create({ ...good, _id: 'b', note: 'x' } as never)).rejects.toThrow('note');
  expect(() => model.find({ note: 'x' } as never).cast()).toThrow('note');
});

it('names may be words of mongoose, in groups too, and nothing is said of it', async () => {
  const warned = import.meta.jest.spyOn(process, 'emitWarning').mockImplementation(() => undefined);
  const place = group({ collection: text(10), id: text(10) });
  modelOf(
    connection,
    record({ collection: 'shelves', version: 1, fields: { place, places: list(place, 2) }, indexes: [] }),
  );
  expect(warned.mock.calls).toEqual([]);
  warned.mockRestore();
});
