import type { Connection } from 'mongoose';
import { startMongod, type MongoServer } from '../local-servers/mongod.process.ts';
import { connect } from '../mongo/connect.ts';
import { countedTogether } from './counted-together.ts';
import type { Stored } from './erasure-place.ts';

let mongod: MongoServer;
let connections: readonly [Connection, Connection];
beforeAll(async () => {
  mongod = await startMongod({ dataDir: null, env: process.env, log: () => undefined });
  connections = connect(mongod.uri, ['one', 'other']);
  await connections[0].asPromise();
}, 120_000);
afterAll(async () => {
  await connections?.[0].close();
  await mongod?.stop();
});

it('counts each where it is, in every database, in the order asked', async () => {
  const [one, other] = connections;
  await one.collection('things').insertMany([{ ref: 'a' }, { ref: 'a' }, { ref: 'b' }]);
  await other.collection('things').insertMany([{ ref: 'a' }]);
  await other.collection('notes').insertMany([{ ref: 'a' }, { ref: 'a' }, { ref: 'a' }]);
  const asked = [
    [one, 'things', 'a'],
    [other, 'notes', 'a'],
    [one, 'nowhere', 'a'],
    [other, 'things', 'a'],
    [one, 'things', 'b'],
  ] as const;
  const counts = await countedTogether(
    asked.map(([connection, name, ref]) => ({
      stored: connection.collection<Stored>(name) as never,
      which: { ref } as never,
    })),
  );
  expect(counts).toEqual([2, 3, 0, 1, 1]);
});
