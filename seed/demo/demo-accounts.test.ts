import 'reflect-metadata';
import { startLocalServers, type LocalServers } from '../../kit/local-servers/local-servers.ts';
import { connect } from '../../kit/mongo/connect.ts';
import { modelOf } from '../../kit/record/record.ts';
import { membershipRecord } from '../../schema/events/membership.record.ts';
import { productRecord } from '../../subgraphs/catalog/product/product.record.ts';
import { Accounts } from '../../subgraphs/member/account/accounts.ts';
import { PasswordHasher } from '../../subgraphs/member/password/password-hasher.ts';
import { passwordFault } from '../../subgraphs/member/password/password-rules.ts';
import { startTestKeys, type TestKeys } from '../../test/kit/keyring.ts';
import { seedWhenEmpty } from '../seed-when-empty.ts';
import { DEMO_ACCOUNTS, demoAccountsNotice } from './demo-accounts.ts';
import { demoPassword } from './demo-password.ts';
import { seedDemoAccounts } from './seed-demo-accounts.ts';

const PASSWORD = demoPassword({});
let servers: LocalServers;
let keys: TestKeys;
let connections: ReturnType<typeof connect<readonly ['member', 'events', 'catalog']>>;
const seed = (password: string) => seedDemoAccounts({ mongoUri: servers.mongo.uri, keyring: keys.keyring, password });

beforeAll(async () => {
  servers = await startLocalServers({ dataDir: null, env: process.env, log: () => undefined });
  keys = await startTestKeys();
  connections = connect(servers.mongo.uri, ['member', 'events', 'catalog']);
  await connections[0].asPromise();
}, 60_000);
afterAll(async () => {
  await connections?.[0].close();
  await servers?.stop();
  await keys?.close();
});

it('makes accounts on a store that has companies already, once, and the member owns one with products', async () => {
  const [member, events, catalog] = connections;
  const options = { mongoUri: servers.mongo.uri, keyring: keys.keyring, say: () => undefined };
  await seedWhenEmpty({ ...options, size: { companies: 3, products: 12 } });
  await seed(PASSWORD);
  await seed(PASSWORD);
  const [accounts, hasher] = [new Accounts(member, keys.keyring), new PasswordHasher()];
  for (const { email, roles } of DEMO_ACCOUNTS) {
    const account = (await accounts.byEmail(email))!;
    expect(account).toMatchObject({ staffRoles: roles, version: 1, kind: roles.length > 0 ? 'STAFF' : 'MEMBER' });
    expect(await hasher.verify(account.passwordHash, PASSWORD)).toBe(true);
  }
  const memberships = await modelOf(events, membershipRecord).find().lean();
  expect(memberships).toMatchObject([{ _id: (await accounts.byEmail('owner@demo.example'))!._id, role: 'OWNER' }]);
  const { companyId } = memberships[0]!;
  expect(await modelOf(catalog, productRecord).countDocuments({ companyId })).toBeGreaterThan(0);
}, 60_000);

it('gives them another password where another is set', async () => {
  await seed('Another-Lantern-11');
  const account = (await new Accounts(connections[0], keys.keyring).byEmail('support@staff.example'))!;
  expect(await new PasswordHasher().verify(account.passwordHash, 'Another-Lantern-11')).toBe(true);
}, 60_000);

it('is for no production, and its password is one that the rules take', () => {
  expect(() => demoPassword({ NODE_ENV: 'production' })).toThrow('Expected development');
  expect(demoPassword({ SEED_PASSWORD: 'One-Of-Your-Own-5' })).toBe('One-Of-Your-Own-5');
  expect(
    passwordFault(
      PASSWORD,
      DEMO_ACCOUNTS.flatMap(({ email, name }) => [email, name]),
    ),
  ).toBeNull();
  expect(demoAccountsNotice(PASSWORD)).toContain('owner@demo.example');
});
