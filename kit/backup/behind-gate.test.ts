import { buildSchema } from 'graphql';
import { createLog } from '../log/log.ts';
import { localPort } from '../subgraph/local-port.ts';
import { serveSubgraph, type SubgraphServer } from '../subgraph/serve.ts';
import type { Subgraph } from '../subgraph/subgraph.ts';
import { until } from '../../test/kit/world.ts';
import { behindGate } from './behind-gate.ts';

const log = createLog('test', () => undefined);
let mayServe: boolean;
let begun: number;
let stopped: number;
let server: SubgraphServer | undefined;
let gated: Subgraph | undefined;
beforeEach(() => void ([mayServe, begun, stopped, server, gated] = [false, 0, 0, undefined, undefined]));
afterEach(async () => {
  await server?.stop();
  await gated?.stop();
});

const made = (): Subgraph => ({
  name: 'member',
  schema: buildSchema('type Query { name: String }'),
  contextFor: (request) => request,
  admits: async () => true,
  ready: async () => true,
  stop: async () => void stopped++,
  onHidden: () => () => undefined,
  door: async () => ({ status: 200, headers: {}, body: 'a file' }),
});
const start = (begin: () => Promise<void> = async () => void begun++) =>
  behindGate(made(), { restores: { isOpen: async () => mayServe }, begin, log, everyMs: 20 });
const stated = { viewer: { kind: 'anonymous' }, client: null } as never;
const call = { statement: '', locale: 'EN', requestId: 'a-request' } as const;
const request = { path: '/x', method: 'GET', query: {}, headers: {}, body: null } as never;

it('neither works nor answers nor gives out files until the gate opens, and does then', async () => {
  gated = await start();
  const port = localPort(gated, () => stated);
  const ask = async () => port.prepare('{ name }')({}, call);
  expect([begun, await gated.ready()]).toEqual([0, false]);
  expect((await ask()).data ?? null).toBeNull();
  expect((await ask()).errors?.[0]?.extensions['code']).toBe('UNAVAILABLE');
  expect((await port.pass!(request, call)).status).toBe(503);
  mayServe = true;
  await until(() => gated!.isOpen!());
  expect([begun, await gated.ready()]).toEqual([1, true]);
  expect(await ask()).toMatchObject({ data: { name: null } });
  expect((await port.pass!(request, call)).status).toBe(200);
  mayServe = false;
  expect(await gated.ready()).toBe(false);
  await until(() => !gated!.isOpen!());
  expect((await ask()).errors?.[0]?.extensions['code']).toBe('UNAVAILABLE');
});

it('over HTTP it says that it is not ready and answers 503, while its process runs', async () => {
  const options = { name: 'member', verify: () => stated, port: 0, host: '127.0.0.1', log, production: false } as const;
  server = await serveSubgraph({ ...options, start: async () => start() });
  await server.started;
  const at = (path: string) => new URL(path, server!.url).href;
  const ask = () =>
    fetch(server!.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query: '{ name }' }),
    });
  const statuses = async () => [
    (await fetch(at('/health/live'))).status,
    (await fetch(at('/health/ready'))).status,
    (await ask()).status,
    (await fetch(at('/door/x'))).status,
  ];
  expect(await statuses()).toEqual([200, 503, 503, 503]);
  expect(begun).toBe(0);
  mayServe = true;
  await until(async () => (await fetch(at('/health/ready'))).ok);
  expect(await statuses()).toEqual([200, 200, 200, 200]);
});

it('begins again when beginning failed after the gate opened, and says at once when it failed before', async () => {
  let failures = 2;
  const failing = async () => {
    if (failures-- > 0) throw new Error('not yet');
    begun++;
  };
  gated = await start(failing);
  mayServe = true;
  await until(() => gated!.isOpen!());
  expect([begun, failures]).toEqual([1, -1]);
  await gated.stop();
  expect(stopped).toBe(1);
  gated = undefined;
  await expect(start(() => Promise.reject(new Error('the port is taken')))).rejects.toThrow('the port is taken');
});
