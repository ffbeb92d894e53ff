import type { FastifyInstance } from 'fastify';
import type { SubgraphPort } from '../../kit/subgraph/port.ts';

/** `/health/live`: the process runs. `/health/ready`: it can serve; says 503 while a part is missing, or once it is stopping. */
export function healthRoutes(server: FastifyInstance, ports: readonly SubgraphPort[], stopping: () => boolean): void {
  server.get('/health/live', async () => ({ status: 'live' }));
  server.get('/health/ready', async (_request, reply) => {
    const parts = Object.fromEntries(
      await Promise.all(ports.map(async (port) => [port.name, await port.ready().catch(() => false)] as const)),
    );
    const ready = !stopping() && Object.values(parts).every(Boolean);
    return reply
      .code(ready ? 200 : 503)
      .send({ status: stopping() ? 'stopping' : ready ? 'ready' : 'not ready', parts });
  });
}
