import { createPrivateKey, createPublicKey, generateKeyPairSync } from 'node:crypto';
import { once } from 'node:events';
import { request, type IncomingMessage } from 'node:http';
import { base64url, calculateJwkThumbprint, decodeJwt, exportJWK, SignJWT, UnsecuredJWT, type JWTPayload } from 'jose';
import type { Viewer } from '../../kit/viewer/viewer.ts';
import { gatewayOver, type SmallGateway } from '../kit/gateway-over.ts';

const ACCOUNT = '65f0000000000000000000aa';
const CATEGORIES = '{ categories { code } }';
/** Who asked the catalog, call by call. */
const asked: Viewer[] = [];
let gateway: SmallGateway;
let kid: string;
let token: string;
let claims: JWTPayload;
beforeAll(async () => {
  gateway = await gatewayOver({
    member: () => ({ data: { company: null } }),
    catalog: async (call) => {
      asked.push(await gateway.viewerOf(call));
      return { data: { categories: [{ code: String(asked.length) }] } };
    },
  });
  kid = await calculateJwkThumbprint(await exportJWK(createPublicKey(gateway.sessions.publicKey)));
  token = await gateway.sessions.token(['PRIVACY_OFFICER']);
  claims = decodeJwt(token);
});
afterAll(() => gateway.server.stop());
beforeEach(() => void (asked.length = 0));

const foreign = generateKeyPairSync('ed25519');
const now = Math.floor(Date.now() / 1_000);

/** A token that is right but for what is given; a claim of `undefined` is left out. */
const made = (payload: JWTPayload = {}, header: Record<string, unknown> = {}, key = ownKey()): Promise<string> =>
  new SignJWT({ ...claims, ...payload }).setProtectedHeader({ alg: 'EdDSA', typ: 'at+jwt', kid, ...header }).sign(key);
const ownKey = () => createPrivateKey(gateway.sessions.privateKey);
const confused = (secret: Uint8Array): Promise<string> =>
  new SignJWT(claims).setProtectedHeader({ alg: 'HS256', typ: 'at+jwt', kid }).sign(secret);
const withPart = (index: number, part: unknown): string =>
  token
    .split('.')
    .with(index, base64url.encode(JSON.stringify(part)))
    .join('.');

const BAD: Record<string, () => Promise<string> | string> = {
  'algorithm none': () => new UnsecuredJWT(claims).encode(),
  'algorithm none in the header': () =>
    `${withPart(0, { alg: 'none', typ: 'at+jwt', kid }).split('.').slice(0, 2).join('.')}.AA`,
  'the public key as a shared secret': () => confused(Buffer.from(gateway.sessions.publicKey)),
  'the bare public key as a shared secret': async () =>
    confused(base64url.decode((await exportJWK(createPublicKey(gateway.sessions.publicKey))).x!)),
  'another key, under the name of ours': () => made({}, {}, foreign.privateKey),
  'another key, brought along': async () => made({}, { jwk: await exportJWK(foreign.publicKey) }, foreign.privateKey),
  'another key, to be fetched': () => made({}, { jku: `${gateway.address}/keys.json` }, foreign.privateKey),
  'a key that nobody knows': () => made({}, { kid: 'unknown' }),
  'no name of a key': () => made({}, { kid: undefined }),
  'a path for a key': () => made({}, { kid: '../../../../dev/null' }),
  'a key of every object': () => made({}, { kid: '__proto__' }),
  'a list for a key': () => made({}, { kid: [kid] }),
  'a changed payload': () => withPart(1, { ...claims, roles: ['ADMINISTRATOR'] }),
  'a payload that is no object': () => withPart(1, 'x'),
  'a header that is no object': () => withPart(0, 'x'),
  'a statement for subgraphs': () => made({ iss: 'gateway', aud: 'subgraph' }, { typ: 'viewer+jwt' }),
  'another type': () => made({}, { typ: 'JWT' }),
  'no type': () => made({}, { typ: undefined }),
  'another issuer': () => made({ iss: 'somebody' }),
  'another audience': () => made({ aud: 'subgraph' }),
  'no issuer': () => made({ iss: undefined }),
  'no audience': () => made({ aud: undefined }),
  'no account': () => made({ sub: undefined }),
  'an account that is a sentence': () => made({ sub: 'Ayşe of Acme' }),
  'no id of its own': () => made({ jti: undefined }),
  'no beginning': () => made({ iat: undefined }),
  'no end': () => made({ exp: undefined }),
  'an end that has passed': () => made({ iat: now - 600, exp: now - 10 }),
  'a beginning to come': () => made({ iat: now + 600, exp: now + 900 }),
  'a time before which it does not hold': () => made({ nbf: now + 600 }),
  'more than an hour': () => made({ iat: now, exp: now + 3_601 }),
  'no roles': () => made({ roles: undefined }),
  'a role that is none': () => made({ roles: ['PRIVACY_OFFICER', 'GOD'] }),
  'a word for roles': () => made({ roles: 'PRIVACY_OFFICER' }),
  'more than there is room for': () => made({ pad: 'x'.repeat(5_000) }),
};

/** Refused as nobody who may ask: in the form of every refusal, nothing repeated, nothing to be kept. */
async function expectRefused(response: Response, sent: string): Promise<void> {
  const text = await response.text();
  const body = JSON.parse(text);
  expect([response.status, body]).toEqual([
    401,
    {
      errors: [
        {
          message: expect.stringMatching(/^Expected /),
          extensions: { code: 'UNAUTHENTICATED', requestId: expect.any(String) },
        },
      ],
    },
  ]);
  expect(response.headers.get('x-request-id')).toBe(body.errors[0].extensions.requestId);
  expect(response.headers.get('www-authenticate')).toMatch(/^Bearer\b/);
  expect(response.headers.get('cache-control')).toBe('private, no-store');
  expect(response.headers.get('content-type')).toContain('json; charset=utf-8');
  if (sent.length > 10) expect(text + gateway.logged.join('')).not.toContain(sent.slice(-40));
}

const post = (authorization: string, query = CATEGORIES, headers: Record<string, string> = {}) =>
  fetch(`${gateway.address}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization, ...headers },
    body: JSON.stringify({ query }),
  });
const get = (headers: Record<string, string>, query = CATEGORIES) =>
  fetch(`${gateway.address}/graphql?query=${encodeURIComponent(query)}`, { headers });

describe('a request is refused, and not executed, with a token that has', () => {
  it.each(Object.keys(BAD))('%s', async (name) => {
    const bad = await BAD[name]!();
    await expectRefused(await post(`Bearer ${bad}`), bad);
    await expectRefused(await post(`Bearer ${bad}`, CATEGORIES, { accept: 'application/json' }), bad);
    await expectRefused(await get({ authorization: `Bearer ${bad}` }), bad);
    expect(asked).toEqual([]);
  });
});

describe('a request is refused, and not executed, with a header that is', () => {
  it.each([
    ['empty', () => ''],
    ['the scheme alone', () => 'Bearer'],
    ['the token alone', () => token],
    ['of another scheme', () => `Basic ${btoa('officer:password')}`],
    ['of a scheme that begins like it', () => `BearerX ${token}`],
    ['two tokens', () => `Bearer ${token} ${token}`],
    ['two tokens with a comma', () => `Bearer ${token}, Bearer ${token}`],
    ['half a token', () => `Bearer ${token.split('.').slice(0, 2).join('.')}`],
    ['a token with more behind it', () => `Bearer ${token}.x`],
    ['a token with spaces in it', () => `Bearer ${token.replaceAll('.', ' . ')}`],
    ['rubbish', () => 'Bearer ..%00é'],
    ['long', () => `Bearer ${'a'.repeat(9_000)}.a.a`],
  ])('%s', async (_, header) => {
    await expectRefused(await post(header()), header());
    expect(asked).toEqual([]);
  });

  it('sent twice, even when both are right', async () => {
    const sending = request(`${gateway.address}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: [`Bearer ${token}`, `Bearer ${token}`] },
    } as never).end(JSON.stringify({ query: CATEGORIES }));
    const [response] = (await once(sending, 'response')) as [IncomingMessage];
    let body = '';
    for await (const chunk of response) body += chunk;
    expect([response.statusCode, JSON.parse(body).errors[0].extensions.code]).toEqual([401, 'UNAUTHENTICATED']);
    expect(asked).toEqual([]);
  });
});

describe('somebody signed in', () => {
  it('is stated to subgraphs with account and roles, by POST and by GET', async () => {
    const sessionId = expect.stringMatching(/^[0-9a-f]{24}$/) as string;
    const signedIn = { kind: 'account', accountId: ACCOUNT, sessionId, roles: ['PRIVACY_OFFICER', 'SUPPORT'] };
    const authorization = `bearer ${await gateway.sessions.token(['PRIVACY_OFFICER', 'SUPPORT'])}`;
    expect((await post(authorization)).status).toBe(200);
    expect((await get({ authorization })).status).toBe(200);
    expect(asked).toEqual([signedIn, signedIn]);
    expect((await get({ authorization }, 'mutation { sell }')).status).toBe(405);
  });

  it('is not who a header of the client’s own says', async () => {
    for (const authorization of [undefined, `Bearer ${await gateway.sessions.token([])}`]) {
      const statement = await made(
        { iss: 'gateway', aud: 'subgraph', roles: ['ADMINISTRATOR'] },
        { typ: 'viewer+jwt' },
      );
      await gateway.ask(CATEGORIES, {}, { 'x-viewer': statement, ...(authorization && { authorization }) });
    }
    expect(asked.map((viewer) => ('roles' in viewer ? viewer.roles : viewer.kind))).toEqual(['anonymous', []]);
  });

  it('gets answers of their own, that nobody keeps; what was kept for all is for nobody signed in', async () => {
    const query = 'query Kept { categories { code } }';
    const officer = await gateway.sessions.bearer('PRIVACY_OFFICER');
    const codeOf = async (headers: Record<string, string>) =>
      (await gateway.ask(query, {}, headers)).data.categories[0].code;
    const codes = [];
    for (const headers of [officer, {}, {}, officer, officer, {}]) codes.push(await codeOf(headers));
    expect(codes).toEqual(['1', '2', '2', '3', '4', '2']);
    expect(asked.map(({ kind }) => kind)).toEqual(['account', 'anonymous', 'account', 'account']);
  });

  it('waits for no answer to somebody else’s same question', async () => {
    const query = 'query Together { categories { code } }';
    const all = [
      {},
      {},
      ...(await Promise.all([gateway.sessions.bearer('SUPPORT'), gateway.sessions.bearer('VERIFIER')])),
    ];
    await Promise.all(all.map((headers) => gateway.ask(query, {}, headers)));
    expect(asked.map((viewer) => ('roles' in viewer ? viewer.roles[0]! : viewer.kind)).toSorted()).toEqual([
      'SUPPORT',
      'VERIFIER',
      'anonymous',
    ]);
  });

  it('is answered for them alone, and others as before', async () => {
    const { headers } = await gateway.ask(CATEGORIES, {}, await gateway.sessions.bearer('SUPPORT'));
    expect(headers.get('cache-control')).toBe('private, no-store');
    const nobody = await gateway.ask(CATEGORIES);
    expect(nobody.headers.get('cache-control')).toBe('no-cache');
    for (const one of [headers, nobody.headers]) expect(one.get('vary')!.split(/, */)).toContain('Authorization');
  });

  it('may ask from an origin on the list', async () => {
    const preflight = {
      origin: 'https://app.example',
      'access-control-request-method': 'POST',
      'access-control-request-headers': 'authorization,content-type',
    };
    const { status, headers } = await fetch(`${gateway.address}/graphql`, { method: 'OPTIONS', headers: preflight });
    expect([status, headers.get('access-control-allow-origin')]).toEqual([204, 'https://app.example']);
    expect(headers.get('access-control-allow-headers')).toMatch(/\bauthorization\b/i);
  });

  it('leaves neither token nor account in the log, also when something goes wrong', async () => {
    const failing = await gatewayOver({
      member: () => null,
      catalog: () => ({ data: { categories: null }, errors: [{ message: 'no', path: ['categories'] }] }),
    });
    const own = await failing.sessions.token(['SUPPORT'], 'logged000000000000000000');
    const { errors } = await failing.ask(CATEGORIES, {}, { authorization: `Bearer ${own}` });
    await failing.ask(CATEGORIES, {}, { authorization: `Bearer ${own}x` });
    await failing.server.stop();
    const logged = failing.logged.join('');
    expect(logged).toContain(errors![0]!.extensions.requestId);
    expect(logged).not.toContain('logged00000');
    expect(logged).not.toContain(own.slice(-30));
  });
});

it('publishes the public keys under their thumbprints, those of certificates by their purpose, and nothing private', async () => {
  const response = await fetch(`${gateway.address}/.well-known/jwks.json`);
  expect([response.status, response.headers.get('content-type')]).toEqual([
    200,
    'application/jwk-set+json; charset=utf-8',
  ]);
  expect(response.headers.get('cache-control')).toBe('public, max-age=300');
  const published = async (pem: string) => {
    const jwk = await exportJWK(createPublicKey(pem));
    return { kty: 'OKP', crv: 'Ed25519', x: jwk.x, kid: await calculateJwkThumbprint(jwk), alg: 'EdDSA', use: 'sig' };
  };
  const certificates = gateway.certificates.map(async ({ publicKey }) => ({
    ...(await published(publicKey)),
    purpose: 'erasure-certificate',
  }));
  expect(await response.json()).toEqual({
    keys: [await published(gateway.sessions.publicKey), ...(await Promise.all(certificates))],
  });
  expect(certificates).toHaveLength(2);
});

it('takes no session that was signed by a key of certificates', async () => {
  const { errors } = await gateway.ask(CATEGORIES, {}, await gateway.certificates[0]!.bearer('PRIVACY_OFFICER'));
  expect([errors?.[0]?.extensions.code, asked]).toEqual(['UNAUTHENTICATED', []]);
});
