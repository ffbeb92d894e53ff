import { randomUUID } from 'node:crypto';
import { tmpdir } from 'node:os';
import { connect } from '../../kit/mongo/connect.ts';
import { modelOf } from '../../kit/record/record.ts';
import { auditEntryRecord } from '../../subgraphs/privacy/audit/audit-entry.record.ts';
import { startChild } from '../kit/child.ts';
import { startWorld, until, type World } from '../kit/world.ts';

const { PATH } = process.env;
const COMMAND = 'subgraphs/member/staff/staff.main.ts';
const RESET = `mutation Reset($input: ResetPasswordInput!) {
  resetPassword(input: $input) { __typename ... on PasswordReset { email } ... on Problem { message } }
}`;
const PASSWORD = 'Quiet-Meadow-31';

let world: World;
let privacy: ReturnType<typeof connect>[number];
beforeAll(async () => {
  world = await startWorld({ companies: 0, products: 0 });
  [privacy] = connect(world.servers.mongo.uri, ['privacy']) as [typeof privacy];
  await privacy.asPromise();
}, 120_000);
afterAll(async () => {
  await privacy?.close();
  await world?.stop();
}, 60_000);

const command = async (...args: string[]) => {
  const env = { PATH, DATA_DIR: tmpdir(), MONGODB_URI: world.servers.mongo.uri, ...world.keys.env };
  const child = startChild(COMMAND, env, args);
  return { code: await child.ended, said: child.said() };
};
const viewer = async (session: { authorization: string }) => {
  const { data, errors } = await world.ask('{ viewer { email staffRoles company { id } } }', {}, session);
  return data?.viewer ?? errors?.[0]?.extensions.code;
};
/** What the audit log has of roles that were given and taken, and of accounts that were shown, in its order. */
async function audited(): Promise<string[]> {
  const entries = await modelOf(privacy, auditEntryRecord).find({ record: 'accounts' }).sort({ _id: 1 }).lean();
  return entries.map(({ action }) => action).filter((action) => action.startsWith('ROLE_') || action === 'READ');
}

it('gives somebody an account by a mail, changes what they may do, and ends it', async () => {
  const address = 'new-verifier@staff.example';
  expect(await command('add', address, '--role', 'VERIFIER', '--name', 'New Verifier')).toMatchObject({ code: 0 });
  await until(async () => (await world.mailbox(address)).length === 1, 20_000);
  const [mail] = await world.mailbox(address);
  const token = /#token=([\w-]+)/.exec(mail!.text)![1];
  const input = { token, newPassword: PASSWORD, idempotencyKey: randomUUID() };
  expect((await world.ask(RESET, { input })).data.resetPassword).toEqual({
    __typename: 'PasswordReset',
    email: address,
  });
  const session = await world.signedIn(address, PASSWORD);
  expect(await viewer(session)).toEqual({ email: address, staffRoles: ['VERIFIER'], company: null });
  expect((await command('list')).said).toContain(`${address}\tACTIVE\tVERIFIER`);
  expect(await command('roles', address, '--role', 'SUPPORT', '--role', 'ADMINISTRATOR')).toMatchObject({ code: 0 });
  expect(await viewer(session)).toBe('UNAUTHENTICATED');
  const again = await world.signedIn(address, PASSWORD);
  expect(await viewer(again)).toMatchObject({ staffRoles: ['SUPPORT', 'ADMINISTRATOR'] });
  expect(await command('disable', address)).toMatchObject({ code: 0 });
  expect(await viewer(again)).toBe('UNAUTHENTICATED');
  await expect(world.signedIn(address, PASSWORD)).rejects.toThrow('InvalidCredentials');
  expect((await command('list')).said).toContain(`${address}\tDISABLED\t`);
  const done = ['READ', 'READ', 'ROLE_GRANTED', 'ROLE_GRANTED', 'ROLE_WITHDRAWN', 'ROLE_WITHDRAWN'];
  await until(async () => (await audited()).length === done.length, 20_000);
  expect((await audited()).toSorted()).toEqual(done);
}, 120_000);

it('prints a password once where it is asked for, and adds nobody twice', async () => {
  const address = 'printed@staff.example';
  const { code, said } = await command('add', address, '--role', 'SUPPORT', '--print-password');
  const password = /^[\w-]{20}$/m.exec(said)![0];
  expect(code).toBe(0);
  await expect(world.signedIn(address, password)).resolves.toHaveProperty('authorization');
  expect(await world.mailbox(address)).toHaveLength(0);
  expect(await command('add', address, '--role', 'SUPPORT')).toMatchObject({ code: 2 });
}, 60_000);

it('takes nobody for staff who is not', async () => {
  const { code, said } = await command('disable', 'absent@staff.example');
  expect([code, said]).toEqual([2, expect.stringContaining('Expected the address of somebody of the staff')]);
}, 60_000);
