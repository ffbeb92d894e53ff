import cors from '@fastify/cors';
import Fastify, { type FastifyError, type FastifyInstance } from 'fastify';
import type { Log } from '../../kit/log/log.ts';
import type { SubgraphPort } from '../../kit/subgraph/port.ts';
import type { Answers } from '../answer/answers.ts';
import { Refusal, type Code } from '../error/refusal.ts';
import { graphiqlRoutes } from './graphiql.route.ts';
import { graphqlRoute, refused } from './graphql.route.ts';
import { healthRoutes } from './health.route.ts';

const MOST_BODY_BYTES = 512 * 1024;
const SLOW_REQUEST_MS = 15_000;
const GRACE_MS = 10_000;

export interface ServerOptions {
  answers: Answers;
  ports: readonly SubgraphPort[];
  log: Log;
  /** Web origins that may read answers; no other origin may. */
  corsOrigins: readonly string[];
  /** Serves the GraphiQL page at `/`: in development only. */
  graphiql: boolean;
}

export interface Server {
  listen(port: number, host: string): Promise<string>;
  /** Not ready first; requests in flight finish within ten seconds. */
  stop(): Promise<void>;
}

/** The HTTP face of the gateway. */
export async function createServer({ answers, ports, log, corsOrigins, graphiql }: ServerOptions): Promise<Server> {
  const server = Fastify({
    bodyLimit: MOST_BODY_BYTES,
    requestTimeout: SLOW_REQUEST_MS,
    connectionTimeout: 60_000,
    keepAliveTimeout: 72_000,
    forceCloseConnections: 'idle',
    routerOptions: { ignoreTrailingSlash: true },
    exposeHeadRoutes: false,
  });
  let isStopping = false;
  await server.register(cors, { origin: [...corsOrigins], methods: ['GET', 'POST'], maxAge: 600 });
  jsonOnly(server);
  server.addHook('onSend', async (_request, reply) => void reply.header('x-content-type-options', 'nosniff'));
  server.setErrorHandler<FastifyError>((error, request, reply) => {
    const refusal = refusalOf(error);
    if (refusal.code === 'INTERNAL') log.error('unexpected error', { requestId: request.id, reason: error.message });
    return reply
      .code(refusal.status)
      .header('content-type', 'application/json; charset=utf-8')
      .send(refused(refusal, request.id));
  });
  server.setNotFoundHandler((request, reply) =>
    reply
      .code(404)
      .send({
        errors: [
          {
            message: 'Nothing is here: the API is at /graphql.',
            extensions: { code: 'BAD_USER_INPUT', requestId: request.id },
          },
        ],
      }),
  );
  graphqlRoute(server, answers, log);
  healthRoutes(server, ports, () => isStopping);
  if (graphiql) await graphiqlRoutes(server);
  return {
    listen: (port, host) => server.listen({ port, host }),
    async stop() {
      isStopping = true;
      const grace = setTimeout(() => server.server.closeAllConnections(), GRACE_MS).unref();
      await server.close();
      clearTimeout(grace);
    },
  };
}

/** Bodies are JSON in UTF-8; nothing else is read, so that no form of another site can ask anything. */
function jsonOnly(server: FastifyInstance): void {
  server.removeAllContentTypeParsers();
  server.addContentTypeParser('application/json', { parseAs: 'buffer' }, (request, body, done) => {
    const charset = /charset\s*=\s*"?([^";\s]+)/i.exec(request.headers['content-type'] ?? '')?.[1];
    if (charset && charset.toLowerCase() !== 'utf-8')
      return done(new Refusal('BAD_USER_INPUT', 'Expected a body in UTF-8.', 415));
    try {
      done(null, JSON.parse(utf8.decode(body as Buffer)));
    } catch {
      done(new Refusal('BAD_USER_INPUT', 'Expected a body of JSON in UTF-8, got one that cannot be read.', 400));
    }
  });
}

const utf8 = new TextDecoder('utf-8', { fatal: true });

function refusalOf(error: FastifyError | Refusal): Refusal {
  if (error instanceof Refusal) return error;
  const [code, message]: [Code, string] =
    error.statusCode === 413
      ? ['TOO_EXPENSIVE', `Expected a body of at most ${MOST_BODY_BYTES} bytes.`]
      : error.statusCode === 415
        ? ['BAD_USER_INPUT', 'Expected a body of type application/json.']
        : error.statusCode !== undefined && error.statusCode < 500
          ? ['BAD_USER_INPUT', 'Expected a well-formed HTTP request.']
          : ['INTERNAL', 'Something went wrong on our side. Try again in a few seconds.'];
  return new Refusal(code, message, code === 'INTERNAL' ? 500 : (error.statusCode ?? 400));
}
