import type { Socket } from 'node:net';
import type { FastifyInstance } from 'fastify';

/**
 * Ends a connection by which a request did not come in whole in time. Node has one such time for a whole server; here files may take
 * longer, below `except`, where they are timed by who takes them in.
 */
export function slowRequestsEnd(
  server: FastifyInstance,
  ms: number,
  except: string,
  end: (socket: Socket) => void,
): void {
  server.addHook('onRequest', (request, _reply, done) => {
    const { raw } = request;
    if (!request.url.startsWith(`${except}/`) && !raw.complete && hasBody(raw.headers)) {
      const timer = setTimeout(() => {
        if (!raw.complete) end(raw.socket);
      }, ms).unref();
      raw.once('close', () => clearTimeout(timer));
    }
    done();
  });
}

const hasBody = (headers: NodeJS.Dict<string | string[]>): boolean =>
  headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;
