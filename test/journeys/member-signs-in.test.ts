import { randomUUID } from 'node:crypto';
import { connect } from '../../kit/mongo/connect.ts';
import { newcomer, type Newcomer } from '../kit/newcomer.ts';
import { startWorld, until, type World } from '../kit/world.ts';

const TOKENS = 'accessToken refreshToken expiresAt';
const SIGN_IN = `mutation SignIn($input: SignInInput!) { signIn(input: $input) {
  __typename ... on Session { ${TOKENS} viewer { id email sessions { isCurrent } } } ... on Problem { message }
  ... on TooManyAttempts { retryAfterSeconds } } }`;
const REFRESH = `mutation Refresh($input: RefreshSessionInput!) { refreshSession(input: $input) {
  __typename ... on Session { ${TOKENS} viewer { email } } ... on Problem { message } } }`;
const SIGN_OUT = `mutation SignOut($input: SignOutInput!) { signOut(input: $input) {
  __typename ... on SignedOut { wasOpen } ... on Problem { message } } }`;
const END = `mutation End($input: EndSessionInput!) { endSession(input: $input) {
  __typename ... on Viewer { sessions { id isCurrent } } ... on Problem { message } } }`;
const SESSIONS = '{ viewer { email sessions { id network device createdAt lastUsedAt isCurrent } } }';
const EVENTS = '{ viewer { securityEvents(first: 20) { edges { cursor node { id kind count network device } } } } }';
const FIREFOX = { 'user-agent': 'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0' };

let world: World;
let member: Newcomer;
beforeAll(async () => {
  world = await startWorld({ companies: 0, products: 0 });
  member = await newcomer(world, { loginName: 'ornek-vana' });
});
afterAll(() => world?.stop());

const signIn = async (input: Record<string, unknown> = {}, headers: Record<string, string> = {}) => {
  const given = { login: member.email, password: member.password, ...input };
  return (await world.ask(SIGN_IN, { input: given }, headers)).data!.signIn;
};
const refresh = async (refreshToken: string, more: object = {}) =>
  (await world.ask(REFRESH, { input: { refreshToken, ...more } })).data!.refreshSession;
const codeOf = async (accessToken: string) =>
  (await world.as(accessToken).ask(SESSIONS)).errors?.[0]?.extensions.code ?? 'signed in';
const kinds = async (accessToken: string): Promise<string[]> =>
  (await world.as(accessToken).ask(EVENTS)).data!.viewer.securityEvents.edges.map(
    ({ node }: { node: { kind: string } }) => node.kind,
  );

it('by address or login name, however they are typed, and the rest of the operation is theirs', async () => {
  for (const login of [member.email, ` ${member.email.toUpperCase()} `, 'ornek-vana', 'ORNEK-VANA']) {
    const session = await signIn({ login });
    expect(session).toMatchObject({ __typename: 'Session', viewer: { email: member.email } });
    expect(session.viewer.sessions.filter((one: { isCurrent: boolean }) => one.isCurrent)).toHaveLength(1);
    expect(Date.parse(session.expiresAt) - Date.now()).toBeLessThanOrEqual(600_000);
    expect((await world.as(session.accessToken).ask(SESSIONS)).data!.viewer.email).toBe(member.email);
  }
});

it('is told the same of a wrong password, of a login that nobody has and of an account that is disabled', async () => {
  const disabled = await newcomer(world);
  const [db] = connect(world.servers.mongo.uri, ['member']);
  await db.asPromise();
  const newest = await db.collection('accounts').find().sort({ createdAt: -1 }).limit(1).toArray();
  await db.collection('accounts').updateOne({ _id: newest[0]!._id }, { $set: { status: 'DISABLED' } });
  await db.close();
  const wrong = await signIn({ password: 'not the password' });
  expect(wrong).toEqual({ __typename: 'InvalidCredentials', message: expect.any(String) });
  const others = [
    { login: 'nobody@member.example' },
    { login: 'nobody-at-all' },
    { login: disabled.email, password: disabled.password },
    { password: '' },
    { password: 'x'.repeat(200_000) },
  ];
  for (const input of others) expect(await signIn(input)).toEqual(wrong);
  expect(await signIn({ login: 'x'.repeat(300) })).toMatchObject({ __typename: 'InvalidInput' });
});

it('goes on with a refresh token: once, or again for who lost the answer, and at once', async () => {
  const { refreshToken } = await signIn();
  const both = await Promise.all([refresh(refreshToken), refresh(refreshToken)]);
  const [{ refreshToken: next }, { refreshToken: same }] = both as [{ refreshToken: string }, { refreshToken: string }];
  expect([next === same, next === refreshToken]).toEqual([true, false]);
  expect(await refresh(next)).toMatchObject({ __typename: 'Session', viewer: { email: member.email } });
  const key = randomUUID();
  const last = await refresh((await signIn()).refreshToken, { idempotencyKey: key });
  expect(await refresh(last.refreshToken, { idempotencyKey: key })).toMatchObject({
    __typename: 'IdempotencyKeyReused',
  });
  for (const token of ['', 'rubbish', `${'a'.repeat(24)}.${'A'.repeat(64)}`])
    expect(await refresh(token)).toMatchObject({ __typename: 'InvalidCredentials' });
});

it('a token that comes a second time ends its session everywhere, and is told by mail and in the log', async () => {
  const thief = await signIn();
  const { refreshToken, accessToken } = await refresh((await refresh(thief.refreshToken)).refreshToken);
  expect(await codeOf(accessToken)).toBe('signed in');
  expect(await refresh(thief.refreshToken)).toMatchObject({ __typename: 'InvalidCredentials' });
  expect([await codeOf(accessToken), await codeOf(thief.accessToken)]).toEqual(['UNAUTHENTICATED', 'UNAUTHENTICATED']);
  expect(await refresh(refreshToken)).toMatchObject({ __typename: 'InvalidCredentials' });
  await until(
    async () => (await world.mailbox(member.email)).some(({ subject }) => /ended one of/.test(subject)),
    30_000,
  );
  expect(await kinds((await signIn()).accessToken)).toContain('TOKEN_REUSED');
});

it('sees each session with device and network, and ends them one by one, all others, or their own', async () => {
  const [mine, other, third] = [await signIn(), await signIn({}, FIREFOX), await signIn()];
  const me = world.as(mine.accessToken);
  const { sessions } = (await me.ask(SESSIONS)).data!.viewer;
  const current = sessions.find((one: { isCurrent: boolean }) => one.isCurrent);
  const firefox = sessions.find(({ device }: { device: string }) => device === 'Firefox on Windows');
  expect([current.network, firefox.network]).toEqual(['127.0.0.0/24', '127.0.0.0/24']);
  const stranger = world.as((await newcomer(world)).headers.authorization.slice(7));
  expect((await stranger.ask(END, { input: { id: firefox.id } })).data!.endSession.__typename).toBe('NotFound');
  const byId = `query One($id: ID!) { openSession(id: $id) { device } node(id: $id) { id } }`;
  expect((await stranger.ask(byId, { id: firefox.id })).data).toEqual({ openSession: null, node: null });
  expect((await me.ask(byId, { id: firefox.id })).data).toEqual({
    openSession: { device: firefox.device },
    node: { id: firefox.id },
  });
  expect(await codeOf(other.accessToken)).toBe('signed in');
  const input = { id: firefox.id, idempotencyKey: 'lost-device' };
  for (let repeats = 0; repeats < 2; repeats++)
    expect((await me.ask(END, { input })).data!.endSession.__typename).toBe('Viewer');
  expect((await me.ask(END, { input: { id: firefox.id } })).data!.endSession.__typename).toBe('NotFound');
  expect(await codeOf(other.accessToken)).toBe('UNAUTHENTICATED');
  const endOthers = `mutation Others { endOtherSessions(input: {}) { ... on Viewer { sessions { isCurrent } } } }`;
  expect((await me.ask(endOthers)).data!.endOtherSessions.sessions).toEqual([{ isCurrent: true }]);
  expect(await codeOf(third.accessToken)).toBe('UNAUTHENTICATED');
  expect((await me.ask(SIGN_OUT, { input: {} })).data!.signOut).toEqual({ __typename: 'SignedOut', wasOpen: true });
  expect(await codeOf(mine.accessToken)).toBe('UNAUTHENTICATED');
  const again = await signIn();
  const byToken = { input: { refreshToken: again.refreshToken } };
  expect((await world.ask(SIGN_OUT, byToken)).data!.signOut.wasOpen).toBe(true);
  expect((await world.ask(SIGN_OUT, byToken)).data!.signOut.wasOpen).toBe(false);
  expect(await codeOf(again.accessToken)).toBe('UNAUTHENTICATED');
});

it('fifty repeats with one key open one session, which is proven anew each time', async () => {
  const idempotencyKey = randomUUID();
  const repeats = await Promise.all(Array.from({ length: 50 }, () => signIn({ idempotencyKey })));
  const opened = repeats.filter(({ __typename }: { __typename: string }) => __typename === 'Session');
  expect(new Set(opened.map(({ refreshToken }: { refreshToken: string }) => refreshToken)).size).toBe(1);
  expect(opened).toHaveLength(50);
  expect(await signIn({ idempotencyKey })).toMatchObject({ refreshToken: opened[0].refreshToken });
  expect(await signIn({ idempotencyKey, password: 'another one' })).toMatchObject({ __typename: 'InvalidCredentials' });
  const other = await newcomer(world);
  expect(await signIn({ login: other.email, password: other.password, idempotencyKey })).toMatchObject({
    __typename: 'IdempotencyKeyReused',
  });
});

it('is told by mail and in the account when it was from a new kind of device, and not of the first', async () => {
  const { email, password, headers } = await newcomer(world);
  const unusual = async () => (await world.mailbox(email)).filter(({ subject }) => /new place/.test(subject));
  await signIn({ login: email, password });
  await signIn({ login: email, password }, FIREFOX);
  await until(async () => (await unusual()).length === 1, 30_000);
  await signIn({ login: email, password }, FIREFOX);
  const token = headers.authorization.slice(7);
  expect(await kinds(token)).toEqual(['SIGNED_IN', 'SIGNED_IN_FROM_NEW_PLACE', 'SIGNED_IN', 'SIGNED_IN']);
  const { id, kind } = (await world.as(token).ask(EVENTS)).data!.viewer.securityEvents.edges[0].node;
  const again = 'query Again($id: ID!) { node(id: $id) { ... on SecurityEvent { kind } } }';
  expect((await world.as(token).ask(again, { id })).data!.node).toEqual({ kind });
  expect((await world.ask(again, { id }, member.headers)).data!.node).toBeNull();
  expect((await unusual())[0]!.text).toMatch(/127\.0\.0\.0\/24[^]*Firefox on Windows/);
});

it('nothing that was opened by the old password outlives its change, however close the two are', async () => {
  const CHANGE = `mutation Change($input: ChangePasswordInput!) { changePassword(input: $input) {
    __typename ... on Problem { message } } }`;
  const one = await newcomer(world);
  let password = one.password;
  for (let round = 0; round < 4; round++) {
    const { accessToken } = await signIn({ login: one.email, password });
    const newPassword = `Çınar-Gölgesi-${round}-neu`;
    const input = { currentPassword: password, newPassword, idempotencyKey: randomUUID() };
    const changing = world.as(accessToken).ask(CHANGE, { input });
    const others = await Promise.all(Array.from({ length: 5 }, () => signIn({ login: one.email, password })));
    expect((await changing).data!.changePassword.__typename).toBe('Viewer');
    for (const { __typename, accessToken: token } of others)
      expect(__typename === 'InvalidCredentials' ? 'UNAUTHENTICATED' : await codeOf(token)).toBe('UNAUTHENTICATED');
    password = newPassword;
  }
}, 60_000);

it('a browser whose session was ended elsewhere loses its cookies, and can sign in again', async () => {
  const post = (query: string, variables: object, cookie = '') =>
    fetch(`${world.address}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-session-transport': 'cookie', ...(cookie && { cookie }) },
      body: JSON.stringify({ query, variables }),
    });
  const credentials = { input: { login: member.email, password: member.password } };
  const lines = (await post(SIGN_IN, credentials)).headers.getSetCookie();
  const cookie = lines.map((line) => line.split(';')[0]).join('; ');
  expect(await (await post(SESSIONS, {}, cookie)).text()).toContain(member.email);
  const END_OTHERS = 'mutation { endOtherSessions(input: {}) { __typename } }';
  const { accessToken } = await signIn();
  expect((await world.as(accessToken).ask(END_OTHERS)).errors).toBeUndefined();
  const refused = await post(SESSIONS, {}, cookie);
  expect(await refused.text()).toContain('UNAUTHENTICATED');
  expect(refused.headers.getSetCookie()).toEqual([
    expect.stringMatching(/access=; .*Max-Age=0/),
    expect.stringMatching(/refresh=; .*Max-Age=0/),
  ]);
  expect(await (await post(SIGN_IN, credentials)).text()).toContain('"Session"');
});

it('leaves neither password nor token in any log', async () => {
  const { accessToken, refreshToken } = await signIn();
  await refresh(refreshToken);
  await signIn({ password: 'canary-password-7431' });
  const logged = world.logged.join('\n');
  for (const secret of [member.password, member.email, 'canary-password-7431', accessToken, refreshToken])
    expect(logged.includes(secret)).toBe(false);
});
