import type { Connection } from 'mongoose';
import { fenceRecord } from '../../../kit/fence/fence.record.ts';
import { fencesOf } from '../../../kit/fence/fences.ts';
import { startMongod, type MongoServer } from '../../../kit/local-servers/mongod.process.ts';
import { connect } from '../../../kit/mongo/connect.ts';
import { ensureCollections } from '../../../kit/record/record.ts';
import { newSubjectRef } from '../../../kit/subject-keys/subject-ref.ts';
import { searchMatchRecord } from '../../../schema/events/search-match.record.ts';
import { SearchMatches } from './search-matches.ts';

let mongod: MongoServer;
let events: Connection;
beforeAll(async () => {
  mongod = await startMongod({ dataDir: null, env: process.env, log: () => undefined });
  [events] = connect(mongod.uri, ['events']) as [Connection];
  await events.asPromise();
  await ensureCollections(events, [searchMatchRecord, fenceRecord]);
});
afterAll(async () => {
  await events?.close();
  await mongod?.stop();
});

const [gone, other] = ['a', 'b'].map((letter) => letter.repeat(24)) as [string, string];
const productOf = (companyId: string) => ({ _id: companyId, companyId, name: { en: 'Valve' } }) as never;

it('of what is gone no match is left, but those that go with whoever is being erased', async () => {
  const [staying, leaving] = [newSubjectRef(), newSubjectRef()];
  const [first, second] = ['1', '2'].map((digit) => digit.repeat(24)) as [string, string];
  const searches = [
    { _id: first, subjectRef: staying },
    { _id: second, subjectRef: leaving },
  ];
  await events.db!.collection('savedSearches').insertMany(searches as never);
  const matches = new SearchMatches(events);
  for (const companyId of [gone, other]) await matches.publish(productOf(companyId), [first, second], new Date());
  await fencesOf(events).fence([leaving]);
  await matches.forget({ companyId: { $in: [gone] } });
  const left = await events.collection(searchMatchRecord.collection).distinct('_id');
  expect(left.map(String)).toEqual([`${first}.${other}`, `${second}.${gone}`, `${second}.${other}`].toSorted());
});
