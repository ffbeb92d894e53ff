import { once } from 'node:events';
import { get } from 'node:http';
import type { AddressInfo } from 'node:net';
import fastify from 'fastify';
import { doorRequestOf, sendDoor } from './door.route.ts';

const app = fastify();
const handed: Promise<boolean>[] = [];
app.get('/:kind', async (request, reply) => {
  const asked = doorRequestOf(request, reply);
  handed.push(asked.handedOver);
  return sendDoor(reply, { status: 200, headers: {}, body: asked.path === '/endless' ? endless() : short() });
});

async function* endless(): AsyncGenerator<Buffer> {
  for (;;) yield Buffer.alloc(64 * 1024);
}
async function* short(): AsyncGenerator<Buffer> {
  yield Buffer.from('all of it');
}

beforeAll(() => app.listen({ port: 0, host: '127.0.0.1' }));
afterAll(() => app.close());

const address = () => `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`;

it('tells that all of an answer went out', async () => {
  expect(await (await fetch(`${address()}/short`)).text()).toBe('all of it');
  expect(await handed.at(-1)).toBe(true);
});

it('tells that whoever asked went away in the middle', async () => {
  const request = get(`${address()}/endless`);
  const [response] = (await once(request, 'response')) as [NodeJS.ReadableStream];
  await once(response, 'data');
  request.destroy();
  expect(await handed.at(-1)).toBe(false);
});
