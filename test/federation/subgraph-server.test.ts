import { generateKeyPairSync, randomUUID, type KeyObject } from 'node:crypto';
import { Agent, request as httpRequest } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { SignJWT, UnsecuredJWT, base64url } from 'jose';
import { goodsSubgraph, servedGoods } from '../kit/goods-subgraph.ts';

let goods: Awaited<ReturnType<typeof servedGoods>>;
beforeAll(async () => {
  goods = await servedGoods();
  await goods.server.started;
});
afterAll(() => goods.server.stop());

const ask = async (body: unknown, headers: Record<string, string> = {}, url = goods.server.url) => {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-viewer': goods.statement, ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
  return { status: response.status, headers: response.headers, body: (await response.json()) as Answer };
};
interface Answer {
  data?: Record<string, unknown> | null;
  errors?: { message: string; extensions: { code: string } }[];
}
const codes = ({ body }: { body: Answer }) => body.errors?.map(({ extensions }) => extensions.code);
const statement = (key: KeyObject, { audience = 'subgraph', typ = 'viewer+jwt', expires = '60s' } = {}) =>
  new SignJWT({})
    .setProtectedHeader({ alg: 'EdDSA', typ })
    .setIssuer('gateway')
    .setAudience(audience)
    .setIssuedAt(expires.startsWith('-') ? '-2h' : undefined)
    .setExpirationTime(expires)
    .sign(key);

describe('whoever brings no viewer statement of the gateway', () => {
  const unsecured = () =>
    new UnsecuredJWT({}).setIssuer('gateway').setAudience('subgraph').setIssuedAt().setExpirationTime('60s').encode();
  const confused = () => {
    const secret = new TextEncoder().encode(goods.keys.publicKey.export({ type: 'spki', format: 'pem' }).toString());
    const header = { alg: 'HS256', typ: 'viewer+jwt' };
    return new SignJWT({}).setProtectedHeader(header).setIssuer('gateway').setAudience('subgraph').sign(secret);
  };
  const unusable: Record<string, () => Promise<string | undefined> | string | undefined> = {
    'with none': () => undefined,
    'with rubbish': () => 'rubbish',
    'with one signed by somebody else': () => statement(generateKeyPairSync('ed25519').privateKey),
    'with one that has expired': () => statement(goods.keys.privateKey, { expires: '-1h' }),
    'with one for another audience': () => statement(goods.keys.privateKey, { audience: 'client' }),
    'with one of another type': () => statement(goods.keys.privateKey, { typ: 'JWT' }),
    'with one of algorithm none': unsecured,
    'with one signed by the public key as a secret': confused,
    'with one whose payload was changed': () => {
      const [header, , signature] = goods.statement.split('.');
      return `${header}.${base64url.encode(JSON.stringify({ sub: 'admin', exp: 4e9, iat: 1 }))}.${signature}`;
    },
  };
  const bodies = ['{ _service { sdl } }', '{ _entities(representations: []) { __typename } }', '{ __typename }'];

  it.each(Object.keys(unusable))('is refused %s', async (name) => {
    const header = await unusable[name]!();
    for (const body of [...bodies.map((query) => JSON.stringify({ query })), '{ not json', 'x'.repeat(2_000_000)]) {
      const answer = await ask(body, { 'x-viewer': header ?? '' });
      expect([answer.status, codes(answer), answer.body.data]).toEqual([401, ['UNAUTHENTICATED'], undefined]);
    }
  });

  it('is refused on every other path and method, but may ask after its health', async () => {
    const { origin } = new URL(goods.server.url);
    for (const [path, method] of [
      ['/graphql?query=%7B_service%7Bsdl%7D%7D', 'GET'],
      ['/graphql', 'DELETE'],
      ['/elsewhere', 'GET'],
    ] as const) {
      expect((await fetch(origin + path, { method })).status).toBe(401);
    }
    for (const path of ['/health/live', '/health/ready']) expect((await fetch(origin + path)).status).toBe(200);
  });
});

describe('the gateway', () => {
  it('is answered, with what it says of viewer, locale and request', async () => {
    const id = randomUUID();
    const { status, headers, body } = await ask({ query: '{ asker }' }, { 'x-locale': 'TR', 'x-request-id': id });
    expect([status, body]).toEqual([200, { data: { asker: `anonymous TR ${id}` } }]);
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('x-powered-by')).toBeNull();
    const odd = await ask({ query: '{ asker }' }, { 'x-locale': 'tlh', 'x-request-id': 'a b\u00e9' });
    expect(odd.body.data?.['asker']).toMatch(/^anonymous EN [0-9a-f-]{36}$/);
  });

  it('gets the schema from _service, and nothing by introspection in production', async () => {
    const { body } = await ask({ query: '{ _service { sdl } }' });
    expect(body.data).toMatchObject({ _service: { sdl: expect.stringContaining('type Good') } });
    expect(codes(await ask({ query: '{ __schema { types { name } } }' }))).toEqual(['GRAPHQL_VALIDATION_FAILED']);
  });

  it('may ask for five thousand entities in a request, and for none that this subgraph does not have', async () => {
    const query = 'query ($of: [_Any!]!) { _entities(representations: $of) { ... on Good { name } } }';
    const good = (_: unknown, id: number) => ({ __typename: 'Good', id: String(id) });
    const entities = (count: number) => ask({ query, variables: { of: Array.from({ length: count }, good) } });
    expect((await entities(5_000)).body.data?.['_entities']).toHaveLength(5_000);
    const refused = await entities(10_000);
    expect([codes(refused), refused.body.data]).toEqual([['BAD_USER_INPUT'], null]);
    expect(refused.body.errors?.[0]?.message).toBe(
      'Expected at most 5000 representations in a request, got 10000: ask in parts.',
    );
    const twice =
      'query ($of: [_Any!]!) { a: _entities(representations: $of) { __typename } b: _entities(representations: $of) { __typename } }';
    expect(codes(await ask({ query: twice, variables: { of: Array.from({ length: 2_600 }, good) } }))).toEqual([
      'BAD_USER_INPUT',
    ]);
    for (const one of [{ __typename: 'Query' }, { __typename: 'constructor' }, {}, null, 'Good', [[]]]) {
      expect(codes(await ask({ query, variables: { of: [one].flat() } }))).toEqual(['BAD_USER_INPUT']);
    }
  });

  it('is told what it asked wrongly, and of a fault only that there was one', async () => {
    expect(codes(await ask({ query: '{ refused }' }))).toEqual(['BAD_USER_INPUT']);
    expect(codes(await ask({ query: '{ good { name } }' }))).toEqual(['GRAPHQL_VALIDATION_FAILED']);
    expect(codes(await ask({ query: '{' }))).toEqual(['GRAPHQL_PARSE_FAILED']);
    const id = randomUUID();
    const { status, body } = await ask({ query: '{ broken sold }' }, { 'x-request-id': id });
    expect([status, codes({ body }), body.data?.['broken']]).toEqual([200, ['INTERNAL'], null]);
    expect(JSON.stringify(body)).not.toMatch(/E11000|ayse|mongo|TypeError|\.ts/);
    const line = goods.lines.find((logged) => logged.includes(id))!;
    expect(JSON.parse(line)).toMatchObject({
      level: 'error',
      message: 'unexpected error',
      kind: 'TypeError',
      code: '11000',
      requestId: id,
    });
    expect(JSON.parse(line).source).toMatch(/goods-subgraph\.ts:\d+$/);
    expect(line).not.toMatch(/ayse|E11000/);
  });

  it('must send JSON, and not too much of it', async () => {
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x']) {
      expect(await ask({ query: '{ sold }' }, { 'content-type': type })).toMatchObject({ status: 415 });
    }
    expect(codes(await ask('{ not json'))).toEqual(['BAD_REQUEST']);
    expect(await ask(JSON.stringify({ query: `{ sold } # ${'x'.repeat(1_100_000)}` }))).toMatchObject({ status: 413 });
    expect(await ask([{ query: '{ sold }' }])).toMatchObject({ status: 400 });
    const byLink = await fetch(`${goods.server.url}?query=%7Bsold%7D`, { headers: { 'x-viewer': goods.statement } });
    expect(byLink.status).toBe(400);
  });
});

it('listens while the subgraph is still starting, and says so', async () => {
  const { subgraph } = goodsSubgraph();
  let tries = 0;
  const start = async () => {
    if (++tries < 3) throw Object.assign(new Error('connect ECONNREFUSED 10.0.0.7'), { code: 'ECONNREFUSED' });
    return subgraph;
  };
  const late = await servedGoods({ start });
  const url = late.server.url;
  const ready = async () => (await fetch(new URL('/health/ready', url))).status;
  expect(await ready()).toBe(503);
  expect((await fetch(new URL('/health/live', url))).status).toBe(200);
  const early = await ask({ query: '{ sold }' }, { 'x-viewer': late.statement }, url);
  expect([early.status, codes(early), early.headers.get('retry-after')]).toEqual([503, ['UNAVAILABLE'], '1']);
  expect((await ask({ query: '{ sold }' }, {}, url)).status).toBe(401);
  await late.server.started;
  expect(await ready()).toBe(200);
  expect((await ask({ query: '{ sold }' }, { 'x-viewer': late.statement }, url)).body).toEqual({ data: { sold: 0 } });
  expect(late.lines.join('')).not.toContain('10.0.0.7');
  await late.server.stop();
});

it('can be stopped while the subgraph cannot start', async () => {
  const never = await servedGoods({ start: () => Promise.reject(new Error('absent')) });
  await never.server.stop();
  await expect(never.server.started).resolves.toBeUndefined();
  expect(never.hasStopped()).toBe(false);
});

it('stops after the requests in flight, and leaves no idle connection open', async () => {
  const leaving = await servedGoods();
  await leaving.server.started;
  const agent = new Agent({ keepAlive: true, maxSockets: 2 });
  const askBy = (query: string) =>
    new Promise<{ status?: number; text: string; connection?: string }>((resolve, reject) => {
      const headers = { 'content-type': 'application/json', 'x-viewer': leaving.statement };
      httpRequest(leaving.server.url, { method: 'POST', agent, headers }, (response) => {
        let text = '';
        response
          .on('data', (part) => (text += part))
          .on('end', () => {
            resolve({ status: response.statusCode, text, connection: response.headers.connection });
          });
      })
        .on('error', reject)
        .end(JSON.stringify({ query }));
    });
  await Promise.all([askBy('{ sold }'), askBy('{ sold }')]);
  const slow = askBy('{ slow(ms: 700) }');
  await sleep(150);
  const begun = performance.now();
  const stopped = leaving.server.stop();
  await sleep(50);
  expect(leaving.hasStopped()).toBe(false);
  await expect(fetch(new URL('/health/ready', leaving.server.url))).rejects.toThrow('fetch failed');
  expect(await slow).toEqual({ status: 200, text: '{"data":{"slow":"at last"}}\n', connection: 'close' });
  await stopped;
  expect(performance.now() - begun).toBeLessThan(2_000);
  expect(leaving.hasStopped()).toBe(true);
  agent.destroy();
});

it('does not wait for ever for a request in flight', async () => {
  const leaving = await servedGoods({ graceMs: 200 });
  await leaving.server.started;
  const endless = ask({ query: '{ slow(ms: 5000) }' }, { 'x-viewer': leaving.statement }, leaving.server.url);
  const end = endless.then(
    () => 'answered',
    () => 'cut off',
  );
  await sleep(100);
  const begun = performance.now();
  await leaving.server.stop();
  expect(performance.now() - begun).toBeLessThan(1_500);
  expect(await end).toBe('cut off');
});
