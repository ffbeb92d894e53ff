import { randomUUID } from 'node:crypto';
import { newcomer } from '../kit/newcomer.ts';
import { restrictingIn, type RestrictingHere } from '../kit/restricting.ts';
import { uploaded } from '../kit/uploading.ts';
import { startWorld, until, type World } from '../kit/world.ts';

import.meta.jest.setTimeout(240_000);

let world: World;
let here: RestrictingHere;
beforeAll(async () => {
  world = await startWorld({ companies: 12, products: 150 });
  here = await restrictingIn(world);
}, 120_000);
afterAll(async () => {
  await here?.close();
  await world?.stop();
});

const ROWS = 10_000;
const IMPORT = `mutation ($input: ImportProductsInput!) { importProducts(input: $input) { __typename ... on ImportJob { id } ... on Problem { message } } }`;
const JOB = `query Job($id: ID!) { node(id: $id) { ... on ImportJob { state stopReason processed finishedAt } } }`;
const row = (number: number) =>
  JSON.stringify({
    externalId: `L-${number}`,
    status: 'DRAFT',
    name: { en: `Valve ${number}` },
    categoryCode: '10.10.05',
  });

it('an import that runs when its member leaves writes nothing more, and does not begin anew when they come back', async () => {
  const member = await newcomer(world);
  const { account, references } = await here.person(member.email);
  const actor = { accountId: account._id, subjectRef: account.subjectRef, headers: member.headers };
  const text = Array.from({ length: ROWS }, (_, number) => row(number)).join('\n');
  const file = { kind: 'IMPORT_FILE', filename: 'goods.ndjson', contentType: 'application/x-ndjson' };
  const uploadId = await uploaded(world, actor, Buffer.from(text), file);
  const input = { format: 'NDJSON', uploadId, idempotencyKey: randomUUID() };
  const { id } = (await world.ask(IMPORT, { input }, member.headers)).data.importProducts;
  await here.restricting.restrict(references, 'ACCOUNT_LEFT', '2099-01-01T00:00:00.000Z');
  const jobs = here.connections[0].useDb('catalog').collection('importJobs');
  const job = async () => (await jobs.findOne({ accountId: account._id }))!;
  await until(async () => !['QUEUED', 'RUNNING'].includes((await job())['state'] as string), 60_000);
  const stopped = await job();
  expect(stopped['stopReason']).toBe('NO_LONGER_MEMBER');
  expect(stopped['processed']).toBeLessThan(ROWS);

  await here.restricting.lift(references, 'ACCOUNT_LEFT');
  const headers = await world.signedIn(member.email, member.password);
  const { data } = await world.ask(JOB, { id }, headers);
  expect(data.node).toMatchObject({ stopReason: 'NO_LONGER_MEMBER', processed: stopped['processed'] });
});
