import { URI, type TOTP } from 'otpauth';
import { newcomer, type Newcomer } from '../kit/newcomer.ts';
import type { Client } from '../kit/client.ts';
import { startWorld, until, type World } from '../kit/world.ts';

const SIGN_IN = `mutation SignIn($input: SignInInput!) { signIn(input: $input) {
  __typename ... on Session { accessToken } ... on InvalidInput { field } } }`;
const START = `mutation Start($input: StartSecondFactorInput!) { startSecondFactor(input: $input) {
  __typename ... on SecondFactorEnrolment { uri secret } ... on NotAllowed { reason } } }`;
const CONFIRM = `mutation Confirm($input: ConfirmSecondFactorInput!) { confirmSecondFactor(input: $input) {
  __typename ... on SecondFactorConfirmed { recoveryCodes viewer { hasSecondFactor } } ... on InvalidInput { field } } }`;
const END = `mutation End($input: EndSecondFactorInput!) { endSecondFactor(input: $input) {
  __typename ... on Viewer { hasSecondFactor } } }`;
const EVENTS = '{ viewer { securityEvents(first: 50) { edges { node { kind } } } } }';

let world: World;
beforeAll(async () => {
  world = await startWorld({ companies: 0, products: 0 });
});
afterAll(() => world?.stop());

const signIn = async ({ email, password }: Newcomer, more: object = {}) =>
  (await world.ask(SIGN_IN, { input: { login: email, password, ...more } })).data!.signIn;
/** The code that an app shows; `steps` half minutes from now. */
const codeOf = (app: TOTP, steps = 0): string => app.generate({ timestamp: Date.now() + steps * 30_000 });

interface Enrolled {
  member: Newcomer;
  me: Client;
  app: TOTP;
  /** The code that confirmed it. */
  used: string;
  recoveryCodes: string[];
}

/** Somebody with a second factor, whose present code is used; the next one counts already. */
async function enrolled(): Promise<Enrolled> {
  const member = await newcomer(world);
  const me = world.as(member.headers.authorization.slice(7));
  const { startSecondFactor } = (await me.ask(START, { input: { password: member.password } })).data!;
  const app = URI.parse(startSecondFactor.uri) as TOTP;
  const used = codeOf(app);
  const { confirmSecondFactor } = (await me.ask(CONFIRM, { input: { code: used } })).data!;
  expect(confirmSecondFactor).toMatchObject({ __typename: 'SecondFactorConfirmed', viewer: { hasSecondFactor: true } });
  return { member, me, app, used, recoveryCodes: confirmSecondFactor.recoveryCodes };
}

it('is begun with the password, counts from its first code, and gives recovery codes that a repeat gives again', async () => {
  const member = await newcomer(world);
  const me = world.as(member.headers.authorization.slice(7));
  const start = async (input: object) => (await me.ask(START, { input })).data!.startSecondFactor;
  expect(await start({ password: 'another one' })).toEqual({ __typename: 'InvalidCredentials' });
  const begun = await start({ password: member.password, idempotencyKey: 'begin' });
  expect(await start({ password: member.password, idempotencyKey: 'begin' })).toEqual(begun);
  const app = URI.parse(begun.uri) as TOTP;
  expect([app.issuer, app.label, app.secret.base32]).toEqual(['Trade Directory', member.email, begun.secret]);
  expect((await signIn(member)).__typename).toBe('Session');
  const confirm = async (code: string) =>
    (await me.ask(CONFIRM, { input: { code, idempotencyKey: `confirm-${code}` } })).data!.confirmSecondFactor;
  expect(await confirm('abcdef')).toEqual({ __typename: 'InvalidInput', field: 'code' });
  const code = codeOf(app);
  const [confirmed, again] = [await confirm(code), await confirm(code)];
  expect(new Set(confirmed.recoveryCodes).size).toBe(10);
  expect(again).toEqual(confirmed);
  expect(await start({ password: member.password })).toEqual({
    __typename: 'NotAllowed',
    reason: 'SECOND_FACTOR_IN_FORCE',
  });
  await until(
    async () => (await world.mailbox(member.email)).some(({ subject }) => /Two-step.* on/.test(subject)),
    30_000,
  );
  expect((await signIn(member)).__typename).toBe('SecondFactorRequired');
});

it('each code signs in once, also of many at once, and an earlier one never after a later one', async () => {
  const { member, app, used } = await enrolled();
  expect(await signIn(member, { code: used })).toEqual({ __typename: 'InvalidInput', field: 'code' });
  const code = codeOf(app, 1);
  const spaced = `${code.slice(0, 3)} ${code.slice(3)}`;
  const outcomes = await Promise.all(Array.from({ length: 4 }, () => signIn(member, { code: spaced })));
  expect(outcomes.filter(({ __typename }: { __typename: string }) => __typename === 'Session')).toHaveLength(1);
  for (const earlier of [used, code]) expect((await signIn(member, { code: earlier })).__typename).toBe('InvalidInput');
});

it('a repeat with one key answers with the session that its code opened, and not without the code', async () => {
  const { member, app } = await enrolled();
  const given = { code: codeOf(app, 1), idempotencyKey: crypto.randomUUID() };
  expect((await signIn(member, given)).__typename).toBe('Session');
  expect((await signIn(member, given)).__typename).toBe('Session');
  const { idempotencyKey } = given;
  expect((await signIn(member, { idempotencyKey })).__typename).toBe('IdempotencyKeyReused');
});

it('a recovery code signs in once, however it is typed, and is told', async () => {
  const { member, recoveryCodes } = await enrolled();
  const [first = '', second = ''] = recoveryCodes;
  const { accessToken } = await signIn(member, { code: first });
  expect((await signIn(member, { code: first })).__typename).toBe('InvalidInput');
  expect((await signIn(member, { code: second.replaceAll('-', ' ').toUpperCase() })).__typename).toBe('Session');
  const { data } = await world.as(accessToken).ask(EVENTS);
  const kinds = data!.viewer.securityEvents.edges.map(({ node }: { node: { kind: string } }) => node.kind);
  expect(kinds.filter((kind: string) => kind === 'RECOVERY_CODE_USED')).toHaveLength(2);
  await until(async () => (await world.mailbox(member.email)).some(({ text }) => /Codes left: 8/.test(text)), 30_000);
});

it('guessing codes has to wait', async () => {
  const { member, app } = await enrolled();
  const outcomes = await Promise.all(
    Array.from({ length: 30 }, (_, n) => signIn(member, { code: String(n).padStart(6, '0') })),
  );
  const names = outcomes.map(({ __typename }: { __typename: string }) => __typename);
  expect(names.filter((name) => name === 'InvalidInput').length).toBeLessThanOrEqual(10);
  expect((await signIn(member, { code: codeOf(app, 1) })).__typename).toBe('TooManyAttempts');
});

it('is taken away with the password, and told', async () => {
  const { member, me } = await enrolled();
  const end = async (password: string) => (await me.ask(END, { input: { password } })).data!.endSecondFactor;
  expect(await end('another one')).toEqual({ __typename: 'InvalidCredentials' });
  expect(await end(member.password)).toEqual({ __typename: 'Viewer', hasSecondFactor: false });
  expect((await signIn(member)).__typename).toBe('Session');
  await until(
    async () => (await world.mailbox(member.email)).some(({ subject }) => /Two-step.* off/.test(subject)),
    30_000,
  );
});
