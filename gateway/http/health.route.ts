import { setTimeout as sleep } from 'node:timers/promises';
import type { FastifyInstance } from 'fastify';
import type { SubgraphPort } from '../../kit/subgraph/port.ts';

const WITHIN_MS = 2_000;

/** A part that does not say in time that it is ready, is not. */
const readyInTime = (port: SubgraphPort): Promise<boolean> =>
  Promise.race([port.ready().catch(() => false), sleep(WITHIN_MS, false, { ref: false })]);

/** `/health/live`: the process runs. `/health/ready`: it can serve; says 503 while a part is missing, or once it is stopping. */
export function healthRoutes(server: FastifyInstance, ports: readonly SubgraphPort[], stopping: () => boolean): void {
  server.get('/health/live', async () => ({ status: 'live' }));
  server.get('/health/ready', async (_request, reply) => {
    const parts = Object.fromEntries(
      await Promise.all(ports.map(async (port) => [port.name, await readyInTime(port)] as const)),
    );
    const ready = !stopping() && Object.values(parts).every(Boolean);
    return reply
      .code(ready ? 200 : 503)
      .send({ status: stopping() ? 'stopping' : ready ? 'ready' : 'not ready', parts });
  });
}
