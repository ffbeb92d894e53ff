import { hash } from '@node-rs/argon2';
import { PasswordHasher } from './password-hasher.ts';
import { passwordFault, passwordText } from './password-rules.ts';

const OWN = ['ayse.ornek@vana-sanayi.example', 'Ayşe Örnek', null];
const FAMILY = '👨‍👩‍👧‍👦';

it.each([
  'Çınar-Gölgesi-8',
  '山上的小木屋九号',
  'пароль-из-леса',
  'correct horse battery',
  'a-b-c-d-e-f',
  `${FAMILY}ab`,
])('takes %s', (password) => expect(passwordFault(password, OWN)).toBeNull());

it.each([
  ['short', /8 to 128/],
  ['x1y2z3'.repeat(22), /8 to 128/],
  ['password', /common/],
  ['PASSWORD123', /common/],
  ['ｐａｓｓｗｏｒｄ', /common/],
  ['12345678', /common/],
  ['aaaaaaaaaaaa', /common/],
  ['ayse.ornek1', /your e-mail address or name/],
  ['Ornek-Ayşe-7', /your e-mail address or name/],
  ['VanaSanayi!', /your e-mail address or name/],
])('refuses %s', (password, why) => expect(passwordFault(password, OWN)).toMatch(why));

it('looks at nothing of what is far too long', () => {
  const begun = performance.now();
  expect(passwordText('é'.repeat(1_000_000))).toBeNull();
  expect(passwordFault('é'.repeat(1_000_000), OWN)).toMatch(/8 to 128/);
  expect(performance.now() - begun).toBeLessThan(50);
});

it('hashes by argon2id at the cost that is wanted, with a salt of its own, and tells the password again', async () => {
  const hasher = new PasswordHasher();
  const [one, other] = [await hasher.hash('Çınar-Gölgesi-8'), await hasher.hash('Çınar-Gölgesi-8')];
  expect(one).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  expect(one).not.toBe(other);
  expect(await hasher.verify(one, 'Çınar-Gölgesi-8'.normalize('NFD'))).toBe(true);
  expect(await hasher.verify(one, 'Çınar-Gölgesi-9')).toBe(false);
  expect(await hasher.verify(null, '')).toBe(false);
  expect(hasher.isOutdated(one)).toBe(false);
  expect(hasher.isOutdated(await hash('x', { memoryCost: 8_192, timeCost: 1 }))).toBe(true);
});

it('cuts nothing off: every one of 128 characters counts', async () => {
  const hasher = new PasswordHasher();
  const long = '山'.repeat(127);
  const hashed = await hasher.hash(`${long}a`);
  expect(await hasher.verify(hashed, `${long}b`)).toBe(false);
  expect(await hasher.verify(hashed, `${long}a`)).toBe(true);
});

it('lets the event loop go on, and turns away whom it could not serve in time', async () => {
  const hasher = new PasswordHasher();
  const outcomes = Promise.allSettled(Array.from({ length: 230 }, () => hasher.verify(null, 'x'.repeat(2_000))));
  let turns = 0;
  const timer = setInterval(() => turns++, 1);
  const settled = await outcomes;
  clearInterval(timer);
  const refused = settled.filter(({ status }) => status === 'rejected') as PromiseRejectedResult[];
  expect(refused.length).toBeGreaterThanOrEqual(28);
  expect(refused.length).toBeLessThanOrEqual(30);
  expect(refused[0]!.reason).toMatchObject({ extensions: { code: 'UNAVAILABLE' } });
  expect(turns).toBeGreaterThan(100);
}, 60_000);
