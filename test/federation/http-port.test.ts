import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { parse, type ExecutionResult } from 'graphql';
import { servedGoods } from '../kit/goods-subgraph.ts';
import { TcpProxy } from '../kit/tcp-proxy.ts';
import { httpPort, type HttpPort } from '../../kit/subgraph/http-port.ts';
import { localPort } from '../../kit/subgraph/local-port.ts';
import type { SubgraphCall } from '../../kit/subgraph/port.ts';
import { until } from '../kit/world.ts';

let goods: Awaited<ReturnType<typeof servedGoods>>;
let call: SubgraphCall;
beforeAll(async () => {
  goods = await servedGoods();
  await goods.server.started;
  call = { statement: goods.statement, locale: 'ZH', requestId: 'request-1' };
});
afterAll(() => goods.server.stop());

const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => void (await Promise.all(closing.splice(0).map((close) => close()))));

const portTo = (url: string, limits = {}): HttpPort => {
  const port = httpPort({ name: 'catalog', url, sdl: goods.sdl, ...limits });
  closing.push(() => port.close());
  return port;
};
/** The port through a proxy whose first connections fail in these ways. */
const faulty = async (...faults: TcpProxy['faults']) => {
  const proxy = new TcpProxy(Number(new URL(goods.server.url).port));
  proxy.faults.push(...faults);
  const port = portTo(`http://127.0.0.1:${await proxy.listen()}/graphql`);
  closing.push(() => proxy.close());
  return { port, proxy };
};
const serverOf = async (answer: RequestListener): Promise<string> => {
  const server: Server = createServer(answer);
  await once(server.listen(0, '127.0.0.1'), 'listening');
  closing.push(async () => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`;
};
const ask = async (port: HttpPort, operation: string, variables = {}, as = call): Promise<ExecutionResult> =>
  JSON.parse(JSON.stringify(await port.prepare(operation)(variables, as)));
const sold = async () => (await ask(portTo(goods.server.url), '{ sold }')).data?.['sold'];

const unavailable = {
  errors: [
    {
      message: 'A part of the service does not answer for the moment. Try again in a few seconds.',
      extensions: { code: 'UNAVAILABLE' },
    },
  ],
};

/** Whoever asked for a change has to know that it may have been made. */
const uncertain = {
  errors: [
    {
      message: expect.stringMatching(/it may have. Ask again with the same idempotency key/) as string,
      extensions: { code: 'UNAVAILABLE' },
    },
  ],
};

it('answers as the subgraph does in the same process', async () => {
  const local = localPort(goods.subgraph, () => ({ viewer: { kind: 'anonymous' }, client: null }));
  const http = portTo(goods.server.url);
  for (const [operation, variables] of [
    ['{ asker }', {}],
    ['query Good($id: ID!) { good(id: $id) { id name } }', { id: 'a "quoted"\n\u0000 one' }],
    [
      'query ($of: [_Any!]!) { _entities(representations: $of) { ... on Good { name } } }',
      { of: [{ __typename: 'Good', id: '7' }] },
    ],
  ] as const) {
    const here = JSON.parse(JSON.stringify(await local.prepare(operation)(variables, call)));
    expect(await ask(http, operation, variables)).toEqual(here);
  }
  for (const document of ['{ good(id: 1) { name } }', '{ good(id: 1) { price } }', '{ companies }']) {
    expect(http.answersAlone(parse(document))).toBe(local.answersAlone(parse(document)));
  }
  expect(await http.ready()).toBe(true);
});

it('passes on errors with their place, and data beside them', async () => {
  expect(await ask(portTo(goods.server.url), '{ refused sold }')).toMatchObject({
    data: { refused: null },
    errors: [{ message: 'Expected another request.', path: ['refused'], extensions: { code: 'BAD_USER_INPUT' } }],
  });
});

it.each([
  ['reset', 'reset'],
  ['cut off within the body', { cutAfter: 1_500 }],
  ['cut off before the body', { cutAfter: 20 }],
] as const)('reads a second time when the connection was %s', async (_, fault) => {
  const { port, proxy } = await faulty(fault);
  const id = '7'.repeat(2_000);
  expect((await ask(port, 'query ($id: ID!) { good(id: $id) { id } }', { id })).data).toEqual({ good: { id } });
  expect(proxy.accepted).toBe(2);
});

it('reads no third time', async () => {
  const { port, proxy } = await faulty('reset', 'reset');
  expect(await ask(port, '{ sold }')).toEqual(unavailable);
  expect(proxy.accepted).toBe(2);
  expect(await ask(port, '{ __typename }')).toEqual({ data: { __typename: 'Query' } });
});

it('writes once, whatever became of it', async () => {
  const before = (await sold()) as number;
  const { port, proxy } = await faulty({ cutAfter: 20 });
  expect(await ask(port, 'mutation { sell }')).toEqual(uncertain);
  expect([proxy.accepted, await sold()]).toEqual([1, before + 1]);
  expect(await ask(port, 'mutation { sell }')).toEqual({ data: { sell: before + 2 } });
});

it('waits for a subgraph that hangs no longer than three seconds, also after a reset', async () => {
  const hangs = await faulty('swallow', 'swallow');
  const resetsThenHangs = await faulty('reset', 'swallow');
  const begun = performance.now();
  const answers = await Promise.all([ask(hangs.port, '{ sold }'), ask(resetsThenHangs.port, '{ sold }')]);
  expect(answers).toEqual([unavailable, unavailable]);
  expect(performance.now() - begun).toBeLessThan(3_000);
  hangs.proxy.faults.length = 0;
  await until(async () => (await ask(hangs.port, '{ __typename }')).data?.['__typename'] === 'Query', 5_000);
});

it('stops waiting when the gateway does', async () => {
  const { port } = await faulty('swallow');
  const waiting = new AbortController();
  const begun = performance.now();
  const answer = ask(port, '{ sold }', {}, { ...call, signal: waiting.signal });
  setTimeout(() => waiting.abort(), 50);
  expect(await answer).toEqual(unavailable);
  expect(performance.now() - begun).toBeLessThan(1_000);
});

it('says that it is unavailable when nobody listens, and is not ready', async () => {
  const { port, proxy } = await faulty();
  await proxy.close();
  expect(await ask(port, '{ sold }')).toEqual(unavailable);
  expect(await port.ready()).toBe(false);
});

it('does not tell a client of the gateway that its own statement was refused', async () => {
  expect(await ask(portTo(goods.server.url), '{ sold }', {}, { ...call, statement: 'forged' })).toEqual(unavailable);
});

it.each([
  ['text', 'I am a teapot at 10.0.0.7'],
  ['nothing', ''],
  ['half of it', '{"data":{"sold":'],
  ['a list', '[{"data":{}}]'],
  ['a number', '7'],
  ['no data and no error', '{}'],
  ['null data and no error', '{"data":null}'],
  ['data that is a list', '{"data":[1]}'],
  ['errors that are none', '{"data":{},"errors":["10.0.0.7"]}'],
  ['errors without any', '{"errors":[]}'],
])('takes %s for no answer', async (_, body) => {
  let asked = 0;
  const url = await serverOf((_request, response) => {
    asked++;
    response.setHeader('content-type', 'application/json').end(body);
  });
  expect(await ask(portTo(url), '{ sold }')).toEqual(unavailable);
  expect(asked).toBe(1);
});

it('reads a second time after a 5xx, and takes in no more than 20 MB', async () => {
  let asked = 0;
  const once500 = await serverOf((_, response) => {
    response.statusCode = ++asked === 1 ? 502 : 200;
    response.end('{"data":{"sold":5}}');
  });
  expect(await ask(portTo(once500), '{ sold }')).toEqual({ data: { sold: 5 } });
  let large = 0;
  const endless = await serverOf((_, response) => {
    large++;
    response.write('{"data":{"sold":"');
    const megabyte = 'x'.repeat(1024 * 1024);
    const write = (): void => {
      while (!response.destroyed && response.write(megabyte));
      if (!response.destroyed) response.once('drain', write);
    };
    write();
  });
  expect(await ask(portTo(endless), '{ sold }')).toEqual(unavailable);
  expect(large).toBe(1);
});
