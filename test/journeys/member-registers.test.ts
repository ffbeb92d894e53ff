import { randomUUID } from 'node:crypto';
import { startWorld, until, type World } from '../kit/world.ts';

const REGISTER = `mutation Register($input: RegisterInput!) {
  register(input: $input) { __typename ... on Registration { email provableHours } ... on InvalidInput { field }
    ... on PolicyVersionOutdated { versionInForce } ... on Problem { message } }
}`;
const PROVE = `mutation Prove($input: ProveEmailInput!) {
  proveEmail(input: $input) { __typename ... on ProvenEmail { email loginName } ... on Problem { message } }
}`;
const VIEWER = `{ viewer { email loginName name contactPerson mobile locale acceptedPolicyVersion authorisationDeclaredAt
  company { name country legalForm verified slug } } }`;
const PASSWORD = 'Çınar-Gölgesi-8';

let world: World;
let policy = '';
const given = (address: string, more: object = {}) => ({
  companyName: 'Örnek Vana Sanayi',
  country: 'TR',
  name: 'Ayşe Örnek',
  contactPerson: 'Mehmet Örnek',
  email: address,
  password: PASSWORD,
  acceptedPolicyVersion: policy,
  authorisationDeclared: true,
  idempotencyKey: randomUUID(),
  ...more,
});
const register = async (input: object) => {
  const { data, errors } = await world.ask(REGISTER, { input });
  return data?.register ?? errors;
};
const prove = async (token: string, idempotencyKey: string = randomUUID()) => {
  const { data, errors } = await world.ask(PROVE, { input: { token, idempotencyKey } });
  return data?.proveEmail ?? errors;
};
/** The mails to an address, once there are so many. */
const mailsTo = async (address: string, count = 1) => {
  await until(async () => (await world.mailbox(address)).length >= count, 20_000);
  return world.mailbox(address);
};
const tokenIn = (text: string) => /#token=([\w-]+)/.exec(text)![1]!;

beforeAll(async () => {
  world = await startWorld({ companies: 0, products: 0 });
  const { data } = await world.ask('{ privacyPolicy { version } }');
  policy = data.privacyPolicy.version;
}, 120_000);
afterAll(() => world?.stop(), 60_000);

it('opens account and company once the address is proven, and not before', async () => {
  const address = 'ayse@ornek-vana.example';
  const input = given('Ayse@Ornek-Vana.example ', {
    loginName: 'ayse.ornek',
    mobile: '+90 (532) 000 00 01',
    locale: 'TR',
  });
  expect(await register(input)).toEqual({ __typename: 'Registration', email: address, provableHours: 168 });
  await expect(world.signedIn(address, PASSWORD)).rejects.toThrow('InvalidCredentials');
  const [mail] = await mailsTo(address);
  expect(mail).toMatchObject({ subject: 'E-posta adresinizi doğrulayın', from: expect.stringContaining('@') });
  const key = randomUUID();
  const proven = { __typename: 'ProvenEmail', email: address, loginName: 'ayse.ornek' };
  expect(await prove(tokenIn(mail!.text), key)).toEqual(proven);
  expect(await prove(tokenIn(mail!.text), key)).toEqual(proven);
  expect(await prove(tokenIn(mail!.text))).toMatchObject({ __typename: 'TokenNotUsable' });
  const session = await world.signedIn('AYSE.Ornek', PASSWORD);
  const { data } = await world.ask(VIEWER, {}, session);
  expect(data.viewer).toEqual({
    email: address,
    loginName: 'ayse.ornek',
    name: 'Ayşe Örnek',
    contactPerson: 'Mehmet Örnek',
    mobile: '+905320000001',
    locale: 'TR',
    acceptedPolicyVersion: policy,
    authorisationDeclaredAt: expect.any(String),
    company: {
      name: 'Örnek Vana Sanayi',
      country: 'TR',
      legalForm: 'ENTITY',
      verified: false,
      slug: expect.stringMatching(/^ornek-vana-sanayi-/),
    },
  });
  expect((await world.ask(VIEWER)).data).toEqual({ viewer: null });
}, 60_000);

it('answers alike for an address that has an account, and tells only its reader', async () => {
  const address = 'ayse@ornek-vana.example';
  const timed = async (input: object) => {
    const begun = performance.now();
    const { data } = await world.ask(REGISTER, { input });
    return { data, ms: performance.now() - begun };
  };
  const known = await timed(given(address));
  const unknown = await timed(given('nobody-yet@ornek-vana.example'));
  expect(known.data).toEqual({ register: { __typename: 'Registration', email: address, provableHours: 168 } });
  expect(unknown.data.register).toEqual({ ...known.data.register, email: 'nobody-yet@ornek-vana.example' });
  expect(Math.min(known.ms, unknown.ms)).toBeGreaterThanOrEqual(495);
  const mails = await mailsTo(address, 2);
  expect(mails.at(-1)).toMatchObject({ subject: 'Zaten bir hesabınız var' });
  expect(mails.at(-1)!.text).not.toContain('token');
}, 60_000);

it('makes one account of fifty registrations of one address, and sends it three mails', async () => {
  const address = 'fifty@ornek-vana.example';
  const answers = await Promise.all(Array.from({ length: 50 }, () => register(given(address))));
  expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
  const mails = await mailsTo(address, 3);
  const proofs = await Promise.all(mails.map(({ text }) => prove(tokenIn(text))));
  const kinds: string[] = proofs.map(({ __typename }) => __typename);
  expect(kinds.toSorted()).toEqual(['ProvenEmail', 'TokenNotUsable', 'TokenNotUsable']);
  await register(given(address));
  expect(await world.mailbox(address)).toHaveLength(3);
}, 120_000);

it('takes effect once for one key, and refuses another input under it', async () => {
  const address = 'once@ornek-vana.example';
  const input = given(address);
  const answers = await Promise.all(Array.from({ length: 8 }, () => register(input)));
  expect(answers.every(({ __typename }) => __typename === 'Registration')).toBe(true);
  expect(await register({ ...input, name: 'Somebody Else' })).toMatchObject({ __typename: 'IdempotencyKeyReused' });
  expect(await mailsTo(address)).toHaveLength(1);
}, 60_000);

it('gives a login name to whoever proves first, and tells the other by mail alone', async () => {
  const wished = { loginName: 'Ornek' };
  expect(await register(given('first@names.example', wished))).toMatchObject({ __typename: 'Registration' });
  expect(await register(given('second@names.example', { loginName: 'ÖRNEK' }))).toMatchObject({
    __typename: 'Registration',
  });
  const [first] = await mailsTo('first@names.example');
  const [second] = await mailsTo('second@names.example');
  expect(await prove(tokenIn(first!.text))).toMatchObject({ loginName: 'Ornek' });
  expect(await prove(tokenIn(second!.text))).toMatchObject({ __typename: 'ProvenEmail', loginName: null });
  expect((await mailsTo('second@names.example', 2)).at(-1)).toMatchObject({ subject: 'Your login name was not free' });
}, 60_000);

it('seals what a sole trader says of the company', async () => {
  await register(given('wang@shop.example', { companyName: '王小明五金店', country: 'CN', legalForm: 'SOLE_TRADER' }));
  const [mail] = await mailsTo('wang@shop.example');
  await prove(tokenIn(mail!.text));
  const { data } = await world.ask(VIEWER, {}, await world.signedIn('wang@shop.example', PASSWORD));
  expect(data.viewer.company).toMatchObject({ name: '王小明五金店', legalForm: 'SOLE_TRADER' });
  expect(data.viewer.company.slug).toMatch(/^trader-/);
}, 60_000);

it.each([
  ['companyName', { companyName: ' ' }],
  ['companyName', { companyName: '\u3164\u2800' }],
  ['companyName', { companyName: 'x'.repeat(201) }],
  ['country', { country: 'XX' }],
  ['country', { country: 'tr' }],
  ['name', { name: 'turned \u202e around' }],
  ['contactPerson', { contactPerson: '' }],
  ['email', { email: 'no address' }],
  ['email', { email: 'x@аррӏе.example' }],
  ['email', { email: 'sales@pаypal.example' }],
  ['email', { email: 'sales@xn--pypal-4ve.example' }],
  ['email', { email: '{"$ne":null}' }],
  ['loginName', { loginName: 'a@b.example' }],
  ['loginName', { loginName: 'аdmin' }],
  ['mobile', { mobile: '0532' }],
  ['password', { password: 'short' }],
  ['password', { password: 'password123' }],
  ['password', { password: 'x'.repeat(500_000) }],
  ['password', { password: 'yeni@ornek1' }],
])('refuses %s by name', async (field, wrong) => {
  const answer = await register(given('yeni@ornek.example', wrong));
  expect(answer).toMatchObject({ __typename: 'InvalidInput', field, message: expect.stringMatching(/^Expected /) });
});

it('refuses without the declaration, and for a policy that is not in force', async () => {
  const address = 'refused@ornek.example';
  expect(await register(given(address, { authorisationDeclared: false }))).toMatchObject({
    __typename: 'AuthorisationNotDeclared',
  });
  expect(await register(given(address, { acceptedPolicyVersion: '2001-01-01' }))).toMatchObject({
    __typename: 'PolicyVersionOutdated',
    versionInForce: policy,
  });
  const extra = await world.ask(REGISTER, { input: given(address, { role: 'ADMINISTRATOR' }) });
  expect(extra.errors?.[0]?.extensions.code).toMatch(/GRAPHQL_VALIDATION_FAILED|BAD_USER_INPUT/);
  const guessable = await world.ask(REGISTER, { input: given(address, { idempotencyKey: '1' }) });
  expect(guessable.errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
  expect(await world.mailbox(address)).toHaveLength(0);
}, 60_000);

it('refuses tokens that are none', async () => {
  const unknown = `${'0'.repeat(24)}${'A'.repeat(43)}`;
  expect(await prove(unknown)).toMatchObject({ __typename: 'TokenNotUsable' });
  for (const token of ['', '__proto__', '{"$ne":null}', `${unknown}A`, 'x'.repeat(100_000)])
    expect(await prove(token)).toMatchObject({ __typename: 'InvalidInput' });
});

it('logs nothing of anybody', () => {
  const logged = world.logged.join('\n');
  for (const secret of [PASSWORD, '@ornek', 'Ayşe', '905320000001', 'token=']) expect(logged).not.toContain(secret);
});
