import 'reflect-metadata';
import { erasureWorld, type ErasureWorld } from '../../../test/kit/erasure-world.ts';
import { DatabaseCensus } from './database-census.ts';

import.meta.jest.setTimeout(180_000);

let world: ErasureWorld;
beforeAll(async () => void (world = await erasureWorld()));
afterAll(async () => {
  await world?.erasures.approvedErasures.stop();
  await world?.database.close();
});

it('the cases of who is erased are found by their address no more, and those of others are', async () => {
  const { connection } = world.database;
  const [erased, other] = [world.person(2), world.person(2)];
  const before = await world.opened(erased.accountId, ['ACCESS']);
  const found = await world.opened(erased.accountId, ['ERASURE']);
  const theirs = await world.opened(other.accountId);
  const byAddress = async (email: string) =>
    (await world.desk.caseStore.records.whose('email', email)).map(({ _id }) => _id).toSorted();
  const ids = [...new Set([before._id, found._id])].toSorted();
  expect(await byAddress(found.email)).toEqual(ids);
  const census = new DatabaseCensus({ databases: [{ name: 'privacy', connection }], rows: [] });
  const left = () => census.left([erased.ref], [], []);
  expect(await left()).toMatchObject([{ collection: 'privacyCases', subjectPath: 'emailTokens' }]);

  await world.approved(found);
  world.erasures.approvedErasures.start();
  await world.reaches(found, 'CERTIFIED', 'BLOCKED');
  expect((await world.erasureOf(found)).state).toBe('CERTIFIED');
  expect([await byAddress(found.email), await byAddress(theirs.email), await left()]).toEqual([[], [theirs._id], []]);
  // The file itself stays as it was, also where it is written to again.
  const kept = (await world.desk.caseStore.byId(before._id))!;
  expect(kept.email).toBe(found.email);
  await connection.transaction((session) => world.desk.caseStore.put(kept, session));
  expect(await byAddress(found.email)).toEqual([]);
  const letters = { subjectRef: found.applicantRef, template: 'erasureDone' };
  expect(await connection.collection('mails').countDocuments(letters)).toBe(1);
});
