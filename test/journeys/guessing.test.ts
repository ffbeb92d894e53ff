import { randomUUID } from 'node:crypto';
import { newcomer, type Newcomer } from '../kit/newcomer.ts';
import { startWorld, until, type World } from '../kit/world.ts';

const SIGN_IN = `mutation SignIn($input: SignInInput!) { signIn(input: $input) {
  __typename ... on Session { accessToken } ... on TooManyAttempts { retryAfterSeconds } } }`;
const EVENTS = '{ viewer { securityEvents(first: 50) { edges { node { kind count } } } } }';
const FIREFOX = { 'user-agent': 'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0' };
const CHROME = {
  'user-agent':
    'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36',
};

let world: World;
let member: Newcomer;
beforeAll(async () => {
  world = await startWorld({ companies: 0, products: 0 });
  member = await newcomer(world);
});
afterAll(() => world?.stop());

const signIn = async (input: Record<string, unknown> = {}, headers: Record<string, string> = {}) =>
  (await world.ask(SIGN_IN, { input: { login: member.email, password: member.password, ...input } }, headers)).data!
    .signIn as { __typename: string; retryAfterSeconds?: number; accessToken?: string };

it('a hundred guesses in one request are refused whole, and as many as one may hold each count', async () => {
  const { email } = await newcomer(world);
  const guesses = (count: number) => {
    const aliased = Array.from(
      { length: count },
      (_, n) => `g${n}: signIn(input: { login: "${email}", password: "guess ${n}" }) { __typename }`,
    );
    return world.ask(`mutation Guess { ${aliased.join('\n')} }`, {}, CHROME);
  };
  const hundred = await guesses(100);
  const some = await guesses(10);
  const made = [hundred, some].flatMap(({ data }) =>
    Object.values((data ?? {}) as Record<string, { __typename: string }>),
  );
  expect(made.filter(({ __typename }) => __typename === 'InvalidCredentials')).toHaveLength(5);
  expect((await signIn({ login: email }, CHROME)).__typename).toBe('TooManyAttempts');
});

it('guessing has to wait, for a login that somebody has and for one that nobody has alike', async () => {
  for (const login of [(await newcomer(world)).email, 'nobody@member.example']) {
    const outcomes = await Promise.all(
      Array.from({ length: 20 }, (_, n) => signIn({ login, password: `guess ${n}` }, CHROME)),
    );
    const names = outcomes.map(({ __typename }) => __typename);
    expect(names.filter((name) => name === 'InvalidCredentials')).toHaveLength(5);
    expect(names.filter((name) => name === 'TooManyAttempts')).toHaveLength(15);
    const { retryAfterSeconds } = await signIn({ login, password: 'another guess' }, CHROME);
    expect(retryAfterSeconds).toBeGreaterThan(0);
    expect(retryAfterSeconds).toBeLessThanOrEqual(30);
  }
});

it('keeps the owner in: who signed in from there before is let in while others guess', async () => {
  await signIn({}, FIREFOX);
  for (let n = 0; n < 8; n++) await signIn({ password: `guess ${n}` }, CHROME);
  expect((await signIn({}, CHROME)).__typename).toBe('TooManyAttempts');
  const { accessToken } = await signIn({}, FIREFOX);
  const { data } = await world.as(accessToken!).ask(EVENTS);
  const failed = data!.viewer.securityEvents.edges.filter(
    ({ node }: { node: { kind: string } }) => node.kind === 'SIGN_IN_FAILED',
  );
  expect(failed).toEqual([{ node: { kind: 'SIGN_IN_FAILED', count: 5 } }]);
});

it('lets the owner in from where they never were, after a new password by a mail, while others guess there too', async () => {
  const { email } = await newcomer(world);
  for (let n = 0; n < 6; n++) await signIn({ login: email, password: `guess ${n}` }, CHROME);
  expect((await signIn({ login: email }, CHROME)).__typename).toBe('TooManyAttempts');
  const ask = (name: string, type: string, input: object) =>
    world.ask(
      `mutation Do($input: ${type}!) { ${name}(input: $input) { __typename } }`,
      { input: { idempotencyKey: randomUUID(), ...input } },
      CHROME,
    );
  await ask('requestPasswordReset', 'RequestPasswordResetInput', { email });
  const sent = async () => (await world.mailbox(email)).find(({ subject }) => subject === 'Set a new password');
  await until(async () => (await sent()) !== undefined);
  const token = /#token=([\w-]+)/.exec((await sent())!.text)![1];
  const password = 'Rainy-Harbour-52';
  const { data } = await ask('resetPassword', 'ResetPasswordInput', { token, newPassword: password });
  expect(data!.resetPassword.__typename).toBe('PasswordReset');
  expect((await signIn({ login: email, password }, CHROME)).__typename).toBe('Session');
  expect((await signIn({ login: email, password }, FIREFOX)).__typename).toBe('TooManyAttempts');
});

it('a wrong password and a login that nobody has take the same time', async () => {
  const members = await Promise.all(Array.from({ length: 4 }, () => newcomer(world)));
  const times = { known: [] as number[], unknown: [] as number[] };
  for (let round = 0; round < 4; round++)
    for (const [n, { email }] of members.entries())
      for (const kind of ['known', 'unknown'] as const) {
        const login = kind === 'known' ? email : `nobody-${n}@member.example`;
        const begun = performance.now();
        expect((await signIn({ login, password: `guess ${round}` }, CHROME)).__typename).toBe('InvalidCredentials');
        times[kind].push(performance.now() - begun);
      }
  const middle = (of: number[]) => of.toSorted((a, b) => a - b)[of.length >> 1]!;
  expect(middle(times.unknown)).toBeGreaterThan(middle(times.known) / 2);
  expect(middle(times.known)).toBeGreaterThan(middle(times.unknown) / 2);
});
