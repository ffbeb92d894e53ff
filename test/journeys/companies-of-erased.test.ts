import { randomUUID } from 'node:crypto';
import { decodeJwt } from 'jose';
import type { Connection } from 'mongoose';
import { localIdOf } from '../../kit/global-id/global-id.ts';
import { connect } from '../../kit/mongo/connect.ts';
import { askRight } from '../kit/asking-rights.ts';
import { colleaguesIn, type Colleagues } from '../kit/colleagues.ts';
import { approvedErasure, certified } from '../kit/erasing-rights.ts';
import { newcomer } from '../kit/newcomer.ts';
import { restrictingIn, type RestrictingHere } from '../kit/restricting.ts';
import { change, draft } from '../kit/selling.ts';
import { startWorld, until, type World } from '../kit/world.ts';

import.meta.jest.setTimeout(300_000);

type Asking = { headers: Record<string, string> };
let world: World;
let colleagues: Colleagues;
let here: RestrictingHere;
let stored: readonly [Connection, Connection, Connection];
beforeAll(async () => {
  world = await startWorld({ companies: 0, products: 0, purgeHours: 0 });
  colleagues = await colleaguesIn(world);
  here = await restrictingIn(world);
  stored = connect(world.servers.mongo.uri, ['member', 'catalog', 'events']) as never;
  await Promise.all(stored.map((one) => one.asPromise()));
}, 120_000);
afterAll(async () => {
  await stored?.[0].close();
  await here?.close();
  await colleagues?.close();
  await world?.stop();
});

let asked = 0;
/** What readers see of a company and a product; under a name of its own, so that no kept answer comes back. */
const seen = async (c: string, p: string): Promise<boolean[]> => {
  const { data } = await world.ask(
    `query Erased${++asked} ($c: ID!, $p: ID!) { company(id: $c) { id } product(id: $p) { id }
      found: searchProducts(first: 10, where: { companyId: $c }) { edges { node { id } } } }`,
    { c, p },
  );
  return [data.company, data.product, data.found.edges[0]?.node ?? null].map((one) => one !== null);
};
/** Their company, with a product that is found. */
async function selling({ headers }: Asking) {
  const company: string = (await world.ask('{ viewer { company { id } } }', {}, headers)).data.viewer.company.id;
  const { id, version } = await draft(world, {}, headers);
  await change(world, 'publishProduct', { id, expectedVersion: version, idempotencyKey: randomUUID() }, headers);
  await until(async () => (await seen(company, id)).every(Boolean), 60_000);
  return { company, product: id as string, companyId: localIdOf('Company', company)! };
}
/** What is stored of a company: itself, but for how often its members changed, its cards, its products and where they are listed. */
async function kept(companyId: string) {
  const [member, catalog, events] = stored;
  const [itself, theirs] = [{ _id: companyId as never }, { companyId }];
  return Promise.all([
    member
      .collection('companies')
      .find(itself, { projection: { rosterChanges: 0 } })
      .toArray(),
    events.collection('companyCards').find(itself).toArray(),
    catalog.collection('companyCards').find(itself).toArray(),
    catalog.collection('products').find(theirs).toArray(),
    events.collection('productListings').find(theirs).toArray(),
  ]);
}
async function erased({ headers }: Asking) {
  const { case: found } = await askRight(world, 'openPrivacyCase', { rights: ['ERASURE'] }, headers);
  await approvedErasure(world, found.id);
  const over = await certified(world, found.id, 200_000);
  expect(over.plan).toMatchObject({ state: 'CERTIFIED', blockedBy: null });
  return over;
}

it('of a sole trader nothing is left, and the certificate comes when no file of the index has it', async () => {
  const trader = await newcomer(world, { legalForm: 'SOLE_TRADER' });
  const { company, product, companyId } = await selling(trader);
  const over = await erased(trader);
  expect(over.plan.companies).toMatchObject([{ fate: 'ERASED' }]);
  expect(await seen(company, product)).toEqual([false, false, false]);
  expect(await kept(companyId)).toEqual([[], [], [], [], []]);
  expect(decodeJwt(over.certificate.document)).toMatchObject({ engine: { purged: true, purgedBy: null } });
  expect(over.certificate.residuals.map(({ kind }: { kind: string }) => kind)).not.toContain('INDEX');
});

it('whoever comes back acts no more for a trader who was erased meanwhile', async () => {
  const trader = await newcomer(world, { legalForm: 'SOLE_TRADER' });
  const { id } = (await world.ask('{ viewer { company { id } } }', {}, trader.headers)).data.viewer.company;
  const memberships = stored[2].collection('memberships');
  const ofCompany = { companyId: localIdOf('Company', id)! };
  const owner = { accountId: String((await memberships.findOne(ofCompany))!._id) };
  const away = await colleagues.member(owner as never, 'EDITOR');
  const { references } = await here.person(away.email);
  await here.restricting.restrict(references, 'ACCOUNT_LEFT', '2099-01-01T00:00:00.000Z');
  await erased(trader);
  expect((await here.restricting.lift(references, 'ACCOUNT_LEFT')).changed).toBe(1);
  expect(await memberships.countDocuments(ofCompany)).toBe(0);
});

it('a company that its last owner leaves behind is withdrawn, and what it sold is shown no more', async () => {
  const owner = await newcomer(world);
  const { company, product, companyId } = await selling(owner);
  const over = await erased(owner);
  expect(over.plan.companies).toMatchObject([{ fate: 'WITHDRAWN' }]);
  expect(await seen(company, product)).toEqual([false, false, false]);
  const [[itself], , , products, listings] = await kept(companyId);
  expect(itself).toMatchObject({ stoppedBy: ['OWNERS'] });
  expect([products[0]!['status'], listings[0]!['shown']]).toEqual(['WITHDRAWN', false]);
});

it('of a company that others own nothing changes', async () => {
  const owner = await colleagues.owner();
  const other = await colleagues.member(owner, 'OWNER');
  const { company, product, companyId } = await selling(owner);
  const before = await kept(companyId);
  const over = await erased(other);
  expect(over.plan.companies).toMatchObject([{ fate: 'LIVES_ON' }]);
  expect(await kept(companyId)).toEqual(before);
  expect(await seen(company, product)).toEqual([true, true, true]);
});
