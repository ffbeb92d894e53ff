import { randomUUID } from 'node:crypto';
import type { Connection } from 'mongoose';
import { startLocalServers, type LocalServers } from '../../../kit/local-servers/local-servers.ts';
import { createLog } from '../../../kit/log/log.ts';
import { connect } from '../../../kit/mongo/connect.ts';
import { ensureCollections, modelOf } from '../../../kit/record/record.ts';
import { MOST_COUNTED, UnansweredQueries } from './unanswered-queries.ts';
import { unansweredQueryRecord } from './unanswered-query.record.ts';

let servers: LocalServers;
let connection: Connection;
let hours = 0;
beforeAll(async () => {
  servers = await startLocalServers({ dataDir: null, env: process.env, log: () => undefined });
  [connection] = connect(servers.mongo.uri, ['catalog']) as [Connection];
  await connection.asPromise();
  await ensureCollections(connection, [unansweredQueryRecord]);
});
afterAll(async () => {
  await connection?.close();
  await servers?.stop();
});

/** The counting of a process of its own. */
const counting = () =>
  new UnansweredQueries(
    modelOf(connection, unansweredQueryRecord),
    createLog('test', () => undefined),
    () => Date.now() + hours * 3_600_000,
  );
const note = (queries: UnansweredQueries, text: string, times: number) => {
  for (let time = 0; time < times; time++) queries.note(text, 'TR');
};
/** Every document of every database that holds the text, wherever in it. */
const found = async (text: string) => {
  const client = connection.getClient();
  const { databases } = await client.db().admin().listDatabases();
  const documents = await Promise.all(
    databases.map(async ({ name }) => {
      if (['admin', 'config', 'local'].includes(name)) return [];
      const collections = await client.db(name).collections();
      return (await Promise.all(collections.map((each) => each.find().toArray()))).flat();
    }),
  );
  return documents.flat().filter((document) => JSON.stringify(document).includes(text));
};
const aWord = () => `vana${randomUUID().replaceAll(/[^a-f]/g, '')}`;

it('what nine searches shared is nowhere; what ten did is stored with what they had in common', async () => {
  const [queries, text] = [counting(), aWord()];
  note(queries, `  ${text.toUpperCase()} `, 9);
  await queries.flush();
  expect(await found(text)).toEqual([]);
  note(queries, text, 1);
  await queries.flush();
  expect(await found(text)).toEqual([
    expect.objectContaining({ text, locale: 'TR', count: 10, settledAt: null, firstAt: expect.any(Date) }),
  ]);
  note(queries, text, 3);
  await queries.flush();
  await queries.flush();
  expect(await found(text)).toEqual([expect.objectContaining({ count: 13 })]);
});

it('counts of processes add up, each from ten on; languages are apart', async () => {
  const [one, other, text] = [counting(), counting(), aWord()];
  note(one, text, 10);
  note(other, text, 9);
  for (let time = 0; time < 10; time++) other.note(text, 'EN');
  await Promise.all([one.flush(), other.flush()]);
  expect((await found(text)).map(({ locale, count }) => `${locale} ${count}`).toSorted()).toEqual(['EN 10', 'TR 10']);
  note(other, text, 1);
  await other.stop();
  expect((await found(text)).map(({ locale, count }) => `${locale} ${count}`).toSorted()).toEqual(['EN 10', 'TR 20']);
});

it('what might name somebody is never stored, however often it is asked', async () => {
  const [queries, word] = [counting(), aWord()];
  const texts = [`${word}@firma`, `${word} 0532 123 45 67`, `${word} 12345`, `www.${word}.com`, word.repeat(20)];
  for (const text of texts) note(queries, text, 500);
  await queries.flush();
  expect(queries.size).toBe(0);
  expect(await found(word)).toEqual([]);
});

it('is forgotten after a day, and never holds more than it may', async () => {
  const [queries, text] = [counting(), aWord()];
  note(queries, text, 9);
  await queries.flush();
  hours += 25;
  await new Promise((resolve) => void setTimeout(resolve, 20));
  note(queries, text, 1);
  await queries.flush();
  expect(await found(text)).toEqual([]);
  for (let number = 0; number < MOST_COUNTED + 500; number++) {
    queries.note(`${text} ${[...number.toString(36)].map((one) => `q${one}`).join('')}`, 'TR');
  }
  expect(queries.size).toBeLessThanOrEqual(MOST_COUNTED);
});

it('goes by itself half a year after it was asked last', async () => {
  const indexes = await modelOf(connection, unansweredQueryRecord).collection.indexes();
  expect(indexes).toContainEqual(expect.objectContaining({ key: { lastAt: 1 }, expireAfterSeconds: 180 * 86_400 }));
});
