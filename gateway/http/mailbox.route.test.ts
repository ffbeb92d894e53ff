import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import Fastify from 'fastify';
import { mailboxAt, mailboxRoute } from './mailbox.route.ts';

it('shows what a catcher in another process caught, in its order', async () => {
  const mails = [{ to: 'a@example.com' }, { to: 'b@example.com' }];
  const catcher = createServer((_, answer) => answer.end(JSON.stringify(mails)));
  await new Promise<void>((resolve) => catcher.listen(0, '127.0.0.1', resolve));
  const server = Fastify();
  mailboxRoute(server, mailboxAt(`http://127.0.0.1:${(catcher.address() as AddressInfo).port}`));
  const address = await server.listen({ port: 0, host: '127.0.0.1' });
  const answer = await fetch(`${address}/dev/mailbox`);
  expect([answer.status, answer.headers.get('cache-control'), await answer.json()]).toEqual([200, 'no-store', mails]);
  await server.close();
  catcher.closeAllConnections();
  await new Promise((resolve) => catcher.close(resolve));
});
