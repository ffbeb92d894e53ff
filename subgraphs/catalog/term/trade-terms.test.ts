import { randomBytes } from 'node:crypto';
import type { Connection } from 'mongoose';
import { startLocalServers, type LocalServers } from '../../../kit/local-servers/local-servers.ts';
import { connect } from '../../../kit/mongo/connect.ts';
import { ensureCollections, modelOf } from '../../../kit/record/record.ts';
import { until } from '../../../test/kit/world.ts';
import { shippedTerms, type TradeTerm } from './shipped-terms.ts';
import { tradeTermRecord, type TermStateName } from './trade-term.record.ts';
import { TradeTerms } from './trade-terms.ts';

let servers: LocalServers;
let connection: Connection;
beforeAll(async () => {
  servers = await startLocalServers({ dataDir: null, env: process.env, log: () => undefined });
  [connection] = connect(servers.mongo.uri, ['catalog']) as [Connection];
  await connection.asPromise();
  await ensureCollections(connection, [tradeTermRecord]);
});
afterAll(async () => {
  await connection?.close();
  await servers?.stop();
});

const terms = () => modelOf(connection, tradeTermRecord);
const stored = async (state: TermStateName, changedAt = new Date()): Promise<string> => {
  const _id = randomBytes(12).toString('hex');
  const texts = { tr: ['şamandıra'], zh: ['浮球'], en: ['float'] };
  await terms().collection.insertOne({
    ...({ _id, state, ...texts, proposedAt: changedAt, changedAt, goneAt: null } as object),
  });
  return _id;
};
const become = (id: string, state: TermStateName) =>
  terms().collection.updateOne({ _id: id as never }, { $set: { state, changedAt: new Date() } });
const has = (tradeTerms: TradeTerms, id: string) => tradeTerms.all().some((term) => term.id === id);

it('are those that are shipped, and those that staff accepted', async () => {
  const [accepted, proposed, rejected] = [await stored('ACCEPTED'), await stored('PROPOSED'), await stored('REJECTED')];
  const tradeTerms = new TradeTerms(terms());
  expect(tradeTerms.all()).toBe(shippedTerms);
  await tradeTerms.refresh();
  expect([accepted, proposed, rejected].map((id) => has(tradeTerms, id))).toEqual([true, false, false]);
  expect(tradeTerms.all()).toEqual(expect.arrayContaining([shippedTerms[0]]));
  const before = tradeTerms.all();
  await tradeTerms.refresh();
  expect(tradeTerms.all()).toBe(before);
});

it('are followed by every process, which tells what came and what went', async () => {
  const tradeTerms = new TradeTerms(terms());
  await tradeTerms.refresh();
  const told: TradeTerm[] = [];
  tradeTerms.onChange((changed) => told.push(...changed));
  tradeTerms.start();
  try {
    const id = await stored('PROPOSED', new Date(Date.now() - 30_000));
    await become(id, 'ACCEPTED');
    await until(async () => has(tradeTerms, id));
    expect(told).toEqual([{ id, tr: ['şamandıra'], zh: ['浮球'], en: ['float'] }]);
    await become(id, 'WITHDRAWN');
    await until(async () => !has(tradeTerms, id));
    expect(told.map((term) => term.id)).toEqual([id, id]);
  } finally {
    tradeTerms.stop();
  }
});
