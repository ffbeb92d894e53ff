import type { Connection } from 'mongoose';
import { startLocalServers, type LocalServers } from '../local-servers/local-servers.ts';
import { connect } from '../mongo/connect.ts';
import { group, list, nullable, optional, text } from '../record/field.ts';
import { ensureCollections, record } from '../record/record.ts';
import { observedFaults } from './observed-keys.ts';

const shelves = record({
  collection: 'shelves',
  version: 1,
  fields: {
    label: text(20),
    place: nullable(group({ room: text(20), row: optional(text(20)) })),
    books: list(group({ title: text(20) }), 5),
  },
  indexes: [],
});
const stores = [{ name: 'library', records: [shelves] }];

let servers: LocalServers;
let library: Connection;
let other: Connection;

beforeAll(async () => {
  servers = await startLocalServers({ dataDir: null, env: process.env, log: () => undefined });
  [library, other] = connect(servers.mongo.uri, ['library', 'other']);
  await library.asPromise();
});

beforeEach(async () => {
  await library.dropDatabase();
  await other.dropDatabase();
  await ensureCollections(library, [shelves]);
});

afterAll(async () => {
  await library?.close();
  await servers?.stop();
});

/** Past the validator, as a restored dump would come in. */
const slipIn = (document: object) =>
  library.db!.collection('shelves').insertOne(document, { bypassDocumentValidation: true });
const declared = { _id: 'a', label: 'A', place: { room: 'x' }, books: [{ title: 't' }] };

it('finds nothing where everything is declared, empty lists and groups that are null too', async () => {
  await slipIn(declared);
  await slipIn({ _id: 'b', label: 'B', place: null, books: [] });
  expect(await observedFaults(library, stores)).toEqual([]);
});

it.each([
  ['in the document', { note: 'call Ayşe' }, 'note'],
  ['in a group', { place: { room: 'x', keeper: 'Ayşe' } }, 'place.keeper'],
  ['in the items of a list', { books: [{ title: 't', reader: { name: 'Ayşe' } }] }, 'books[].reader.name'],
  ['in a list that is none', { label: ['Ayşe'] }, 'label[]'],
  ['in an empty group', { extra: {} }, 'extra'],
])('names a path that is stored and not declared: %s', async (_, changes, path) => {
  await slipIn({ ...declared, ...changes });
  const faults = await observedFaults(library, stores);
  expect(faults).toEqual([`library.shelves.${path}: stored and not declared. Declare it in its record.`]);
});

it('names a collection and a database that nothing declares', async () => {
  await library.db!.collection('notes').insertOne({ text: 'Ayşe' });
  await other.db!.collection('notes').insertOne({ text: 'Ayşe' });
  const faults = await observedFaults(library, stores);
  expect(faults).toHaveLength(2);
  expect(faults.join('\n')).toContain('library.notes: a collection that nothing declares');
  expect(faults.join('\n')).toContain('other: a database that nothing declares');
});

it('names a collection whose validator is absent or another', async () => {
  await library.db!.command({ collMod: 'shelves', validator: {} });
  expect((await observedFaults(library, stores)).join()).toContain('expected the declared validator, found none');
  await library.db!.command({ collMod: 'shelves', validator: { $jsonSchema: { bsonType: 'object' } } });
  expect((await observedFaults(library, stores)).join()).toContain('its validator is not what is declared');
});
