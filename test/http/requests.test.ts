import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { gatewayOver, type SmallGateway } from '../kit/gateway-over.ts';

const secret = 'connect ECONNREFUSED 10.1.2.3:27017 at MongoClient (catalog)';
let gateway: SmallGateway;
beforeAll(async () => {
  gateway = await gatewayOver({
    member: () => {
      throw new Error(secret);
    },
    catalog: () => ({ data: { categories: null }, errors: [{ message: secret, path: ['categories'] }] }),
  });
});
afterAll(() => gateway.server.stop());

const JSON_TYPE = { 'content-type': 'application/json' };
const post = (body: string | Uint8Array, headers: Record<string, string> = JSON_TYPE, path = '/graphql') =>
  fetch(`${gateway.address}${path}`, { method: 'POST', headers, body: body as string });
const get = (query: string, headers: Record<string, string> = {}) =>
  fetch(`${gateway.address}/graphql?query=${encodeURIComponent(query)}`, { headers });
const VERSION = '{ privacyPolicy(locale: EN) { version } }';

/** The refusal in an answer: of the right status, JSON, with code and request id, and no data. */
async function refusal(response: Response, status: number): Promise<{ message: string; code: string }> {
  const body = (await response.json()) as {
    data?: unknown;
    errors: { message: string; extensions: { code: string; requestId: string } }[];
  };
  expect([response.status, response.headers.get('content-type')]).toEqual([
    status,
    expect.stringContaining('json; charset=utf-8'),
  ]);
  expect(body).not.toHaveProperty('data');
  const [{ message, extensions }] = body.errors as [(typeof body.errors)[0]];
  expect(extensions.requestId).toMatch(/^[0-9a-f-]{36}$/);
  expect(response.headers.get('x-request-id')).toBe(extensions.requestId);
  expect(response.headers.get('x-content-type-options')).toBe('nosniff');
  return { message, code: extensions.code };
}

describe('what other sites can send without asking is not executed', () => {
  it.each([
    'text/plain',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'application/graphql',
    'text/plain; application/json',
  ])('a body of type %s', async (type) => {
    expect((await refusal(await post(JSON.stringify({ query: VERSION }), { 'content-type': type }), 415)).code).toBe(
      'BAD_USER_INPUT',
    );
  });

  it.each([
    ['no header', {}],
    ['the header of a page', { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' }],
    ['the header of an image', { accept: 'image/avif,image/webp,*/*' }],
  ])('a bare GET with %s', async (_, headers) => {
    expect((await refusal(await get(VERSION, headers), 400)).code).toBe('BAD_USER_INPUT');
  });

  it('while GET of real clients is', async () => {
    const known: Record<string, string>[] = [
      { accept: 'application/json' },
      {
        accept:
          'application/graphql-response+json, application/graphql+json, application/json, text/event-stream, multipart/mixed',
      },
      { 'apollo-require-preflight': 'true' },
      { 'x-apollo-operation-name': 'Policy' },
    ];
    for (const headers of known) {
      const response = await get(VERSION, headers);
      expect(await response.json()).toEqual({ data: { privacyPolicy: { version: expect.any(String) } } });
    }
  });

  it('mutations by GET, subscriptions, and other methods', async () => {
    await refusal(await get('mutation { sell }', { accept: 'application/json' }), 405);
    expect((await post('{"query":"subscription { __typename }"}')).status).toBe(400);
    for (const method of ['PUT', 'DELETE', 'PATCH']) {
      const response = await fetch(`${gateway.address}/graphql`, { method });
      expect(response.headers.get('allow')).toContain('POST');
      await refusal(response, 405);
    }
  });
});

describe('other origins', () => {
  it('get no grant, and those on the list do, with their cookies', async () => {
    const preflight = { 'access-control-request-method': 'POST', 'access-control-request-headers': 'content-type' };
    for (const headers of [
      { origin: 'https://evil.example' },
      { origin: 'null' },
      { origin: 'https://app.example.evil.example' },
    ]) {
      expect(
        (await post(JSON.stringify({ query: VERSION }), { ...JSON_TYPE, ...headers })).headers.get(
          'access-control-allow-origin',
        ),
      ).toBeNull();
      const asked = await fetch(`${gateway.address}/graphql`, {
        method: 'OPTIONS',
        headers: { ...preflight, ...headers },
      });
      expect(asked.headers.get('access-control-allow-origin')).toBeNull();
    }
    const allowed = await fetch(`${gateway.address}/graphql`, {
      method: 'OPTIONS',
      headers: { ...preflight, origin: 'https://app.example' },
    });
    expect([
      allowed.status,
      allowed.headers.get('access-control-allow-origin'),
      allowed.headers.get('access-control-allow-credentials'),
    ]).toEqual([204, 'https://app.example', 'true']);
    const answer = await post(JSON.stringify({ query: VERSION }), { ...JSON_TYPE, origin: 'https://app.example' });
    expect(answer.headers.get('vary')!.split(/, */)).toEqual(
      expect.arrayContaining(['Origin', 'Accept', 'Accept-Language']),
    );
  });
});

describe('bodies', () => {
  it.each([
    ['a batch', '[{"query":"{ __typename }"},{"query":"{ __typename }"}]', 400],
    ['an empty batch', '[]', 400],
    ['none', '', 400],
    ['null', 'null', 400],
    ['a word', '"query"', 400],
    ['half of one', '{"query":', 400],
    ['5,000 nested braces', JSON.stringify({ query: '{a'.repeat(5_000) }), 400],
    ['5,000 nested braces that close', JSON.stringify({ query: '{a'.repeat(5_000) + '}'.repeat(5_000) }), 400],
    ['20,000 tokens', JSON.stringify({ query: `{ ${'a '.repeat(20_000)} }` }), 400],
    ['20,000 brackets', `${'['.repeat(20_000)}${']'.repeat(20_000)}`, 400],
    ['more than half a megabyte', JSON.stringify({ query: VERSION, variables: { pad: 'x'.repeat(600_000) } }), 413],
    ['more than a megabyte', JSON.stringify({ query: `#${'x'.repeat(1_100_000)}\n${VERSION}` }), 413],
  ])('that are %s are refused', async (_, body, status) => {
    const { message } = await refusal(await post(body), status);
    expect(message).not.toMatch(/at .*:\d+:\d+|node_modules|SyntaxError/);
  });

  it('in UTF-8 alone are read', async () => {
    const text = JSON.stringify({ query: '{ category(code: "ü阀") { code } }' });
    for (const charset of ['utf-8', 'UTF-8', '"utf-8"'])
      expect((await post(text, { 'content-type': `application/json; charset=${charset}` })).status).toBe(200);
    for (const charset of ['utf-16', 'latin1', 'gb2312', 'x'])
      await refusal(await post(text, { 'content-type': `application/json; charset=${charset}` }), 415);
    await refusal(await post(Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0xc3, 0x28, 0x22, 0x7d])), 400);
    await refusal(await post(Buffer.from(text, 'utf16le')), 400);
  });
});

/** What comes back on a plain connection. */
function raw(lines: string, end = false): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(Number(new URL(gateway.address).port), '127.0.0.1');
    let got = '';
    socket.setEncoding('utf8').on('data', (text: string) => (got += text));
    socket.on('close', () => resolve(got)).on('error', reject);
    socket.write(lines);
    if (end) socket.end();
  });
}

describe('what is hardly HTTP', () => {
  it.each([
    ['rubbish', 'rubbish\r\n\r\n', 400],
    ['a bad escape in the path', 'GET /%zz HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n', 400],
    ['a header that is too long', `GET / HTTP/1.1\r\nhost: x\r\nx: ${'x'.repeat(40_000)}\r\n\r\n`, 431],
  ])('%s is refused in JSON', async (_, lines, status) => {
    const answer = await raw(lines);
    expect(answer).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
    expect(JSON.parse(answer.slice(answer.indexOf('\r\n\r\n')))).toMatchObject({
      errors: [{ extensions: { code: 'BAD_USER_INPUT', requestId: expect.any(String) } }],
    });
  });

  it('a body that does not come is refused in time, and others are answered meanwhile', async () => {
    const started = Date.now();
    const slow = raw(
      'POST /graphql HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 100\r\n\r\n{"qu',
    );
    await sleep(1_000);
    expect((await post(JSON.stringify({ query: VERSION }))).status).toBe(200);
    expect(await slow).toMatch(/^HTTP\/1.1 408 [\s\S]*BAD_USER_INPUT/);
    expect(Date.now() - started).toBeLessThan(20_000);
  });
});

describe('answers', () => {
  it('carry no name of what makes them, and are not sniffed', async () => {
    for (const response of [
      await post(JSON.stringify({ query: VERSION })),
      await fetch(`${gateway.address}/nothing`),
      await fetch(`${gateway.address}/health/live`),
    ]) {
      expect(response.headers.get('x-powered-by')).toBeNull();
      expect(response.headers.get('server')).toBeNull();
      expect(response.headers.get('x-content-type-options')).toBe('nosniff');
    }
  });

  it('in production tell nothing of the schema', async () => {
    const texts = await Promise.all(
      [
        '{ __schema { types { name } } }',
        '{ __type(name: "Product") { name } }',
        '{ ...S } fragment S on Query { __schema { queryType { name } } }',
        '{ produc { id } }',
        '{ product(idd: 1) { id } }',
        '{ product { nam } }',
        'query ($l: Local) { categories(locale: $l) { code } }',
        '{ categories(locale: TRR) { code } }',
      ].map(async (query) => {
        const response = await post(JSON.stringify({ query }));
        expect(response.status).toBe(400);
        return response.text();
      }),
    );
    for (const text of texts) expect(text).not.toMatch(/did you mean|"data"/i);
    expect((await fetch(`${gateway.address}/`)).status).toBe(404);
  });

  it('to the unexpected are masked, with a reference under which the log knows more', async () => {
    const { data, errors } = await gateway.ask(
      '{ categories { code } company(slug: "x") { id } privacyPolicy { version } }',
    );
    expect(data).toEqual({ categories: null, company: null, privacyPolicy: { version: expect.any(String) } });
    expect(JSON.stringify(errors)).not.toMatch(/ECONNREFUSED|10\.1\.2\.3|Mongo|catalog|subgraph/i);
    expect(
      errors!
        .map(({ path, extensions }) => `${path!.join('.')} ${extensions.code}`)
        .toSorted((a, b) => a.localeCompare(b)),
    ).toEqual(['categories INTERNAL', 'company UNAVAILABLE']);
    expect(gateway.logged.join('')).toContain(
      errors!.find(({ extensions }) => extensions.code === 'INTERNAL')!.extensions.requestId,
    );
  });
});

describe('health', () => {
  it('says that it lives and what is ready, by GET and HEAD', async () => {
    expect(await (await fetch(`${gateway.address}/health/live`)).json()).toEqual({ status: 'live' });
    expect(await (await fetch(`${gateway.address}/health/ready`)).json()).toEqual({
      status: 'ready',
      parts: { member: true, catalog: true, privacy: true },
    });
    expect((await fetch(`${gateway.address}/health/ready`, { method: 'HEAD' })).status).toBe(200);
  });
});

describe('a stop', () => {
  it('is seen first, finishes what is in flight, refuses what is new, and takes less than ten seconds', async () => {
    const slow = await gatewayOver({
      member: () => null,
      catalog: () => sleep(1_500, { data: { categories: [{ code: '10' }] } }),
    });
    const inFlight = slow.ask('{ categories { code } }');
    await sleep(200);
    const started = Date.now();
    const stopped = slow.server.stop();
    const ready = await fetch(`${slow.address}/health/ready`);
    expect([ready.status, ((await ready.json()) as { status: string }).status]).toEqual([503, 'stopping']);
    const late = await slow.ask('{ privacyPolicy { version } }');
    expect([late.status, late.errors![0]!.extensions.code, late.headers.get('retry-after')]).toEqual([
      503,
      'UNAVAILABLE',
      '1',
    ]);
    expect((await inFlight).data).toEqual({ categories: [{ code: '10' }] });
    await stopped;
    expect(Date.now() - started).toBeLessThan(10_000);
    await expect(slow.ask('{ __typename }')).rejects.toThrow('fetch failed');
  });
});
