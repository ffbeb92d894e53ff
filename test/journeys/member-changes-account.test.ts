import { URI, type TOTP } from 'otpauth';
import { randomUUID } from 'node:crypto';
import { startWorld, until, type World } from '../kit/world.ts';

const [FIRST, SECOND, THIRD] = ['Kiraz-Bahçesi-19', '山上的小木屋九号', 'Rainy-Harbour-52'] as const;
const PROBLEM = '__typename ... on Problem { message } ... on InvalidInput { field }';
const UPDATE = `mutation Update($input: UpdateAccountInput!) { updateAccount(input: $input) { ${PROBLEM}
  ... on Viewer { name contactPerson mobile loginName locale version }
  ... on AccountVersionConflict { current { name version } expectedVersion } } }`;
const CHANGE_EMAIL = `mutation Change($input: ChangeEmailInput!) { changeEmail(input: $input) { ${PROBLEM} ... on EmailChange { email } } }`;
const PROVE = `mutation Prove($input: ProveEmailInput!) { proveEmail(input: $input) { ${PROBLEM} ... on ProvenEmail { email } } }`;
const START_FACTOR = `mutation Start($input: StartSecondFactorInput!) { startSecondFactor(input: $input) { __typename ... on SecondFactorEnrolment { uri } } }`;
const CONFIRM_FACTOR = `mutation Confirm($input: ConfirmSecondFactorInput!) { confirmSecondFactor(input: $input) { ${PROBLEM} } }`;
const UNDO = `mutation Undo($input: UndoEmailChangeInput!) { undoEmailChange(input: $input) { ${PROBLEM} ... on EmailRestored { email } } }`;
const ASK_RESET = `mutation Ask($input: RequestPasswordResetInput!) { requestPasswordReset(input: $input) { ${PROBLEM} ... on PasswordResetRequest { email usableMinutes } } }`;
const RESET = `mutation Reset($input: ResetPasswordInput!) { resetPassword(input: $input) { ${PROBLEM} ... on PasswordReset { email } } }`;
const CHANGE_PASSWORD = `mutation Change($input: ChangePasswordInput!) { changePassword(input: $input) { ${PROBLEM} ... on Viewer { email } } }`;
const REGISTER = 'mutation Register($input: RegisterInput!) { register(input: $input) { __typename } }';

let world: World;
const tokenIn = (text: string) => /#token=([\w-]+)/.exec(text)![1]!;
/** The newest mail of a subject to an address, once there are so many mails to it. */
async function mailTo(address: string, subject: string) {
  const found = async () => (await world.mailbox(address)).findLast((mail) => mail.subject === subject);
  await until(async () => (await found()) !== undefined, 20_000);
  return (await found())!;
}
async function ask(mutation: string, input: object, session?: { authorization: string }) {
  const { data, errors } = await world.ask(mutation, { input: { idempotencyKey: randomUUID(), ...input } }, session);
  return data ? Object.values(data as Record<string, Record<string, unknown>>)[0]! : { errors };
}
async function member(email: string) {
  const { data } = await world.ask('{ privacyPolicy { version } }');
  const input = {
    companyName: 'Example Works',
    country: 'DE',
    name: 'Jo Example',
    contactPerson: 'Jo Example',
    email,
    password: FIRST,
    acceptedPolicyVersion: data.privacyPolicy.version,
    authorisationDeclared: true,
  };
  await ask(REGISTER, input);
  const { text } = await mailTo(email, 'Confirm your e-mail address');
  expect(await ask(PROVE, { token: tokenIn(text) })).toEqual({ __typename: 'ProvenEmail', email });
  return world.signedIn(email, FIRST);
}
const viewer = async (session: { authorization: string }) => {
  const { data, errors } = await world.ask('{ viewer { email version } }', {}, session);
  return data?.viewer ?? errors?.[0]?.extensions.code;
};

beforeAll(async () => void (world = await startWorld({ companies: 0, products: 0 })), 120_000);
afterAll(() => world?.stop(), 60_000);

it('changes what an account says of its holder, and loses no change silently', async () => {
  const session = await member('jo@works.example');
  const change = { expectedVersion: 1, name: 'Jo Changed', contactPerson: null, mobile: '+49 30 000000', locale: 'ZH' };
  const key = randomUUID();
  const changed = {
    __typename: 'Viewer',
    name: 'Jo Changed',
    contactPerson: null,
    mobile: '+4930000000',
    loginName: null,
  };
  expect(await ask(UPDATE, { ...change, idempotencyKey: key }, session)).toEqual({
    ...changed,
    locale: 'ZH',
    version: 2,
  });
  expect(await ask(UPDATE, { ...change, idempotencyKey: key }, session)).toMatchObject({ version: 2 });
  expect(await ask(UPDATE, { expectedVersion: 1, name: 'Lost' }, session)).toMatchObject({
    __typename: 'AccountVersionConflict',
    current: { name: 'Jo Changed', version: 2 },
    expectedVersion: 1,
  });
  const another = { expectedVersion: 2, contactPerson: 'Kim Other' };
  for (const declared of [{}, { authorisationDeclared: false }])
    expect(await ask(UPDATE, { ...another, ...declared }, session)).toMatchObject({
      __typename: 'AuthorisationNotDeclared',
    });
  const declaredAt = async () =>
    (await world.ask('{ viewer { authorisationDeclaredAt } }', {}, session)).data.viewer.authorisationDeclaredAt;
  const before = await declaredAt();
  expect(await ask(UPDATE, { ...another, authorisationDeclared: true }, session)).toMatchObject({
    contactPerson: 'Kim Other',
    version: 3,
  });
  expect(new Date(await declaredAt()).getTime()).toBeGreaterThan(new Date(before).getTime());
  const answers = await Promise.all(
    Array.from({ length: 20 }, (_, n) => ask(UPDATE, { expectedVersion: 3, name: `Jo ${n}` }, session)),
  );
  expect(answers.filter(({ __typename }) => __typename === 'Viewer')).toHaveLength(1);
  expect(answers.filter(({ __typename }) => __typename === 'AccountVersionConflict')).toHaveLength(19);
}, 60_000);

it('gives a login name to one account alone, whatever its capitals', async () => {
  const [one, other] = [await member('one@names.example'), await member('other@names.example')];
  expect(await ask(UPDATE, { expectedVersion: 1, loginName: 'The.One' }, one)).toMatchObject({ loginName: 'The.One' });
  expect(await ask(UPDATE, { expectedVersion: 1, loginName: 'the.ONE' }, other)).toMatchObject({
    __typename: 'LoginNameTaken',
  });
  expect(await ask(UPDATE, { expectedVersion: 2, loginName: 'THE.ONE' }, one)).toMatchObject({ loginName: 'THE.ONE' });
  expect(await ask(UPDATE, { expectedVersion: 1, loginName: 'no@name' }, other)).toMatchObject({ field: 'loginName' });
  await expect(world.signedIn('the.one', FIRST)).resolves.toHaveProperty('authorization');
}, 60_000);

it('puts a new address in force when it is proven, tells the old one, and lets it take the change back', async () => {
  const session = await member('old@mail.example');
  const wish = { email: 'New@Mail.example', password: FIRST };
  expect(await ask(CHANGE_EMAIL, { ...wish, password: SECOND }, session)).toMatchObject({
    __typename: 'InvalidCredentials',
  });
  expect(await ask(CHANGE_EMAIL, wish, session)).toEqual({ __typename: 'EmailChange', email: 'new@mail.example' });
  expect(await viewer(session)).toMatchObject({ email: 'old@mail.example' });
  const { text } = await mailTo('new@mail.example', 'Confirm your e-mail address');
  expect(await ask(PROVE, { token: tokenIn(text) })).toEqual({ __typename: 'ProvenEmail', email: 'new@mail.example' });
  expect(await viewer(session)).toMatchObject({ email: 'new@mail.example' });
  await expect(world.signedIn('old@mail.example', FIRST)).rejects.toThrow('InvalidCredentials');
  const told = await mailTo('old@mail.example', 'Your account has another e-mail address now');
  // Whoever changed it also locked the door behind them.
  const { uri } = await ask(START_FACTOR, { password: FIRST }, session);
  const code = (URI.parse(uri as string) as TOTP).generate();
  expect(await ask(CONFIRM_FACTOR, { code }, session)).toMatchObject({ __typename: 'SecondFactorConfirmed' });
  expect(await ask(UNDO, { token: tokenIn(told.text) })).toEqual({
    __typename: 'EmailRestored',
    email: 'old@mail.example',
  });
  expect(await viewer(session)).toBe('UNAUTHENTICATED');
  await expect(world.signedIn('old@mail.example', FIRST)).rejects.toThrow('InvalidCredentials');
  const reset = await mailTo('old@mail.example', 'Set a new password');
  expect(await ask(RESET, { token: tokenIn(reset.text), newPassword: SECOND })).toMatchObject({
    __typename: 'PasswordReset',
  });
  await expect(world.signedIn('old@mail.example', SECOND)).resolves.toHaveProperty('authorization');
}, 90_000);

it('tells whoever asks for an address that somebody has no more than its reader', async () => {
  const session = await member('asker@mail.example');
  await member('has@mail.example');
  const wish = { email: 'has@mail.example', password: FIRST };
  expect(await ask(CHANGE_EMAIL, wish, session)).toEqual({ __typename: 'EmailChange', email: 'has@mail.example' });
  expect((await mailTo('has@mail.example', 'You already have an account')).text).not.toContain('token');
}, 60_000);

it('lets nobody use up the mails of somebody else, nor write to ever more addresses', async () => {
  const session = await member('writer@mail.example');
  const wishes = ['wanted', 'wanted', 'wanted', ...Array.from({ length: 7 }, (_, n) => `address-${n}`)];
  for (const name of wishes)
    expect(await ask(CHANGE_EMAIL, { email: `${name}@many.example`, password: FIRST }, session)).toMatchObject({
      __typename: 'EmailChange',
    });
  expect(await ask(CHANGE_EMAIL, { email: 'more@many.example', password: FIRST }, session)).toMatchObject({
    __typename: 'TooManyAttempts',
  });
  await expect(member('wanted@many.example')).resolves.toHaveProperty('authorization');
  expect(await world.mailbox('wanted@many.example')).toHaveLength(4);
  expect(await world.mailbox('more@many.example')).toHaveLength(0);
}, 60_000);

it('sets a new password by a mail: once, within the hour, and every session ends', async () => {
  const address = 'forgot@mail.example';
  const sessions = [await member(address), await world.signedIn(address, FIRST)];
  const timed = async (email: string) => {
    const begun = performance.now();
    const answer = await ask(ASK_RESET, { email });
    return { ...answer, ms: performance.now() - begun };
  };
  const [known, unknown] = [await timed(address), await timed('nobody@mail.example')];
  expect(known).toMatchObject({ __typename: 'PasswordResetRequest', email: address, usableMinutes: 60 });
  expect({ ...unknown, email: address, ms: 0 }).toEqual({ ...known, ms: 0 });
  expect(Math.min(known.ms, unknown.ms)).toBeGreaterThanOrEqual(495);
  const token = tokenIn((await mailTo(address, 'Set a new password')).text);
  expect(await ask(RESET, { token, newPassword: 'forgot@mail1' })).toMatchObject({ field: 'newPassword' });
  const key = randomUUID();
  const done = { __typename: 'PasswordReset', email: address };
  expect(await ask(RESET, { token, newPassword: SECOND, idempotencyKey: key })).toEqual(done);
  expect(await ask(RESET, { token, newPassword: SECOND, idempotencyKey: key })).toEqual(done);
  expect(await ask(RESET, { token, newPassword: THIRD })).toMatchObject({ __typename: 'TokenNotUsable' });
  for (const session of sessions) expect(await viewer(session)).toBe('UNAUTHENTICATED');
  await expect(world.signedIn(address, FIRST)).rejects.toThrow('InvalidCredentials');
  await expect(world.signedIn(address, SECOND)).resolves.toHaveProperty('authorization');
  await mailTo(address, 'Your password was changed');
  expect(await world.mailbox('nobody@mail.example')).toHaveLength(0);
}, 90_000);

it('changes the password by the one in force, and ends the other sessions alone', async () => {
  const address = 'careful@mail.example';
  const [here, elsewhere] = [await member(address), await world.signedIn(address, FIRST)];
  const wish = { currentPassword: FIRST, newPassword: THIRD };
  expect(await ask(CHANGE_PASSWORD, { ...wish, currentPassword: SECOND }, here)).toMatchObject({
    __typename: 'InvalidCredentials',
  });
  expect(await ask(CHANGE_PASSWORD, { ...wish, newPassword: '12345678' }, here)).toMatchObject({
    field: 'newPassword',
  });
  const key = randomUUID();
  const repeated = await Promise.all(
    Array.from({ length: 5 }, () => ask(CHANGE_PASSWORD, { ...wish, idempotencyKey: key }, here)),
  );
  for (const answer of repeated) expect(answer).toEqual({ __typename: 'Viewer', email: address });
  expect(await viewer(here)).toMatchObject({ email: address });
  expect(await viewer(elsewhere)).toBe('UNAUTHENTICATED');
  await expect(world.signedIn(address, THIRD)).resolves.toHaveProperty('authorization');
}, 60_000);

it('an address that was asked for by the old password counts no more under a new one', async () => {
  const session = await member('taken@over.example');
  for (const [to, input] of [
    ['thief@over.example', { currentPassword: FIRST, newPassword: SECOND }],
    ['again@over.example', { newPassword: THIRD }],
  ] as const) {
    const password = 'currentPassword' in input ? FIRST : SECOND;
    expect(await ask(CHANGE_EMAIL, { email: to, password }, session)).toMatchObject({ __typename: 'EmailChange' });
    const { text } = await mailTo(to, 'Confirm your e-mail address');
    if ('currentPassword' in input) await ask(CHANGE_PASSWORD, input, session);
    else {
      await ask(ASK_RESET, { email: 'taken@over.example' });
      const token = tokenIn((await mailTo('taken@over.example', 'Set a new password')).text);
      expect(await ask(RESET, { ...input, token })).toMatchObject({ __typename: 'PasswordReset' });
    }
    expect(await ask(PROVE, { token: tokenIn(text) })).toMatchObject({ __typename: 'TokenNotUsable' });
  }
  await expect(world.signedIn('taken@over.example', THIRD)).resolves.toHaveProperty('authorization');
}, 60_000);

it('shows an account by its id to its holder alone', async () => {
  const [own, other] = [await member('own@nodes.example'), await member('other@nodes.example')];
  const { data } = await world.ask('{ viewer { id } }', {}, own);
  const node = async (session?: { authorization: string }) => {
    const query = 'query Own($id: ID!) { node(id: $id) { id ... on Viewer { email } } account(id: $id) { email } }';
    return (await world.ask(query, { id: data.viewer.id }, session)).data;
  };
  const email = 'own@nodes.example';
  expect(await node(own)).toEqual({ node: { id: data.viewer.id, email }, account: { email } });
  expect(await node(other)).toEqual({ node: null, account: null });
  expect(await node()).toEqual({ node: null, account: null });
}, 60_000);

it('lets nobody who is not signed in change anything', async () => {
  for (const [mutation, input] of [
    [UPDATE, { expectedVersion: 1 }],
    [CHANGE_EMAIL, { email: 'x@y.example', password: FIRST }],
    [CHANGE_PASSWORD, { currentPassword: FIRST, newPassword: SECOND }],
  ] as const) {
    const { errors } = (await ask(mutation, input)) as { errors?: { extensions: { code: string } }[] };
    expect(errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED');
  }
});

it('logs nothing of anybody', () => {
  const logged = world.logged.join('\n');
  for (const secret of [FIRST, SECOND, THIRD, '@mail.example', '+4930', 'Jo Changed'])
    expect(logged).not.toContain(secret);
});
