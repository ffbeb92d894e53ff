import type { FastifyInstance } from 'fastify';

/** The messages that would have woken devices, the newest last. */
export type Pushbox = () => readonly unknown[];

/** `GET /dev/push`: where somebody who develops reads the messages that would wake devices. */
export function pushboxRoute(server: FastifyInstance, pushbox: Pushbox): void {
  server.get('/dev/push', async (_, reply) => reply.header('cache-control', 'no-store').send(pushbox()));
}
