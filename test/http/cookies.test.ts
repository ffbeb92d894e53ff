import { REFRESH, twoShops } from '../kit/two-shops.ts';

const ACCOUNT = '65f0000000000000000000bb';
const ENTER = `mutation { enter(account: "${ACCOUNT}") { accessToken refreshToken person { there } } }`;
const BY_COOKIE = { 'x-session-transport': 'cookie' };
let shops: Awaited<ReturnType<typeof twoShops>>;
beforeAll(async () => void (shops = await twoShops('processes')));
afterAll(() => shops.stop());

interface Body {
  data: Record<string, unknown> & { asker?: string };
  errors?: [{ extensions: { code: string } }];
}
const bodyOf = async (response: Response): Promise<Body> => (await response.json()) as Body;

const post = (query: string, headers: Record<string, string> = {}) =>
  fetch(`${shops.address}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ query }),
  });
/** The cookies that a browser would send back. */
const kept = (response: Response): string =>
  response.headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ');
const entered = async () => kept(await post(ENTER, BY_COOKIE));
const asker = async (headers: Record<string, string>) => {
  const response = await post('{ asker askerThere }', headers);
  const { data, errors } = await bodyOf(response);
  return errors ? [response.status, errors[0].extensions.code] : [data.asker, data['askerThere']];
};

it('a browser gets the tokens in cookies that no script reads, and none in the answer', async () => {
  const response = await post(ENTER, BY_COOKIE);
  const body = await response.text();
  expect(JSON.parse(body)).toEqual({
    data: { enter: { accessToken: 'cookie', refreshToken: 'cookie', person: { there: ACCOUNT } } },
  });
  const lines = response.headers.getSetCookie();
  expect(lines).toHaveLength(2);
  for (const line of lines) {
    expect(line).toMatch(/^__Host-(access|refresh)=[^;]+; /);
    for (const attribute of ['Secure', 'HttpOnly', 'Path=/', 'SameSite=Strict'])
      expect(line.split('; ')).toContain(attribute);
    expect(line).not.toContain('Domain');
    expect(body).not.toContain(line.split(';')[0]!.split('=')[1]);
  }
  expect(lines[0]).toMatch(/Max-Age=(900|899);/);
  expect(lines[1]).toContain('Max-Age=1000;');
  expect(response.headers.get('cache-control')).toBe('private, no-store');
  expect(response.headers.get('vary')).toContain('Cookie');
});

it('what comes with the cookies is asked by their owner, when a page that may began it', async () => {
  const cookie = await entered();
  const { host } = new URL(shops.address);
  for (const headers of [
    { 'apollo-require-preflight': '1' },
    { 'x-session-transport': 'cookie' },
    { origin: 'https://app.example' },
    { origin: `http://${host}` },
  ] as Record<string, string>[])
    expect([headers, await asker({ cookie, ...headers })]).toEqual([headers, [ACCOUNT, ACCOUNT]]);
});

it.each([
  ['another site', { origin: 'https://evil.example' }],
  ['a page without a name', { origin: 'null' }],
  ['nobody knows whom', {}],
  ['a host that begins alike', { origin: 'https://app.example.evil.example' }],
])('cookies with a request of %s are refused, and nothing is changed', async (_, headers) => {
  const cookie = await entered();
  shops.said.length = 0;
  const response = await post('mutation { sayHere(word: "a") }', { cookie, ...headers });
  expect([response.status, (await bodyOf(response)).errors?.[0].extensions.code]).toEqual([403, 'FORBIDDEN']);
  expect(response.headers.get('access-control-allow-origin')).toBeNull();
  expect(shops.said).toEqual([]);
});

it('GET reads no cookies, and an Authorization header goes before them', async () => {
  const cookie = await entered();
  const got = await fetch(`${shops.address}/graphql?query={asker}`, {
    headers: { cookie, accept: 'application/json', 'apollo-require-preflight': '1' },
  });
  expect(await got.json()).toEqual({ data: { asker: 'nobody' } });
  const other = await shops.sessions.token([], '65f0000000000000000000cc');
  expect(await asker({ cookie, authorization: `Bearer ${other}` })).toEqual(Array(2).fill('65f0000000000000000000cc'));
});

it('the refresh token in a cookie reaches whoever renews sessions, and nobody else sees it', async () => {
  const cookie = await entered();
  const renewed = async (token: string, headers: Record<string, string>) =>
    (await bodyOf(await post(`mutation { refresh(token: "${token}") }`, headers))).data['refresh'];
  expect(await renewed('cookie', { cookie, ...BY_COOKIE })).toBe(REFRESH);
  expect(await renewed('of-my-own', { cookie, ...BY_COOKIE })).toBe('of-my-own');
  expect(await renewed('cookie', BY_COOKIE)).toBe('cookie');
  expect(await renewed('cookie', { ...BY_COOKIE, 'x-refresh-token': 'forged' })).toBe('cookie');
});

it('leaving takes the cookies away', async () => {
  const response = await post('mutation { leave }', { cookie: await entered(), ...BY_COOKIE });
  expect(await response.json()).toEqual({ data: { leave: true } });
  const lines = response.headers.getSetCookie();
  expect(lines.map((line) => line.split(';')[0])).toEqual(['__Host-access=', '__Host-refresh=']);
  for (const line of lines) expect(line).toContain('Max-Age=0');
});

it('cookies that hold nothing that counts are answered like any bad session', async () => {
  for (const cookie of ['__Host-access=nonsense', '__Host-access=a.b.c', `__Host-access=${'x'.repeat(5_000)}`])
    expect(await asker({ cookie, ...BY_COOKIE })).toEqual([401, 'UNAUTHENTICATED']);
  const response = await post('{ asker }', { cookie: '__Host-access=nonsense', ...BY_COOKIE });
  expect(response.headers.getSetCookie()).toEqual([expect.stringMatching(/^__Host-access=; .*Max-Age=0/)]);
  expect(await asker({ cookie: 'access=planted; theme=dark; __host-access=x', ...BY_COOKIE })).toEqual([
    'nobody',
    'nobody',
  ]);
});

it('in development over plain HTTP the cookies have no prefix, as a browser would drop them', async () => {
  const plain = await twoShops('one process', { secure: false });
  const response = await fetch(`${plain.address}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...BY_COOKIE },
    body: JSON.stringify({ query: ENTER }),
  });
  for (const line of response.headers.getSetCookie()) {
    expect(line).toMatch(/^(access|refresh)=/);
    expect(line.split('; ')).toEqual(expect.arrayContaining(['HttpOnly', 'SameSite=Strict']));
    expect(line.split('; ')).not.toContain('Secure');
  }
  await plain.stop();
});

describe('a form of another site changes nothing', () => {
  it.each(['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', ''])(
    'as %p',
    async (type) => {
      const cookie = await entered();
      shops.said.length = 0;
      const response = await fetch(`${shops.address}/graphql`, {
        method: 'POST',
        headers: { cookie, origin: 'https://app.example', ...(type && { 'content-type': type }) },
        body: Buffer.from(JSON.stringify({ query: 'mutation { sayHere(word: "a") }' })),
      });
      expect(response.status).toBe(415);
      expect(shops.said).toEqual([]);
    },
  );

  it('by GET, whatever headers it has', async () => {
    shops.said.length = 0;
    const query = encodeURIComponent('mutation { sayHere(word: "a") }');
    for (const headers of [{}, { accept: 'application/json' }, { 'apollo-require-preflight': '1' }]) {
      const response = await fetch(`${shops.address}/graphql?query=${query}`, { headers: headers as never });
      expect([400, 405]).toContain(response.status);
    }
    const allowed = await fetch(`${shops.address}/graphql?query=${query}`, { headers: { accept: 'application/json' } });
    expect(allowed.status).toBe(405);
    expect(shops.said).toEqual([]);
  });
});

it('a batch is refused: none of its attempts is made', async () => {
  shops.said.length = 0;
  const body = JSON.stringify(Array.from({ length: 100 }, () => ({ query: ENTER })));
  const response = await fetch(`${shops.address}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body,
  });
  expect(response.status).toBe(400);
  expect(shops.said).toEqual([]);
});
