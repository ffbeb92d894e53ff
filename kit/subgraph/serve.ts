import { randomUUID } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { fastifyApolloHandler } from '@as-integrations/fastify';
import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { faultOf } from '../log/fault.ts';
import type { Log } from '../log/log.ts';
import type { VerifyParticipation } from '../participation/participation-statement.ts';
import { PARTICIPATION_PATH } from '../participation/participation-ways.ts';
import { participationRoute } from '../participation/participation.route.ts';
import { readers } from '../process/readers.ts';
import { LOCALES } from '../text/localized-text.ts';
import { VIEWER_HEADER, type Stated } from '../viewer/viewer-statement.ts';
import { notAdmitted } from './admitted.ts';
import { apolloOf } from './apollo.ts';
import { LOCALE_HEADER, REFRESH_TOKEN_HEADER, REQUEST_ID_HEADER } from './call-headers.ts';
import { startUntilDone } from './starting.ts';
import { DOOR_PATH, doorRoute } from './door.route.ts';
import { slowRequestsEnd } from './slow-request.ts';
import type { Subgraph, SubgraphRequest } from './subgraph.ts';

export interface ServedSubgraph {
  name: Subgraph['name'];
  /** Makes the subgraph; called again, with growing pauses, as long as it throws. */
  start: () => Promise<Subgraph>;
  verify: (statement: string | undefined) => Promise<Stated> | Stated;
  /** Says whether the privacy subgraph asks for what people have a right to; absent: nobody may. */
  verifyParticipation?: VerifyParticipation;
  port: number;
  host: string;
  log: Log;
  production: boolean;
  /** How long requests in flight may take to finish when it stops; ten seconds when absent. */
  graceMs?: number;
}

export interface SubgraphServer {
  /** The address of its GraphQL endpoint. */
  url: string;
  /** Settles when the subgraph has started, or the server was stopped before. */
  started: Promise<void>;
  /** Not ready at once; requests in flight finish, as far as the grace goes; then nothing is left open. Again does nothing more. */
  stop(): Promise<void>;
}

const BODY_LIMIT = 1024 * 1024;
const SLOWEST_REQUEST_MS = 10_000;
const SLOWEST_UPLOAD_MS = 3_600_000;
const GRACE_MS = 10_000;
const IDLE_CONNECTION_MS = 72_000;

type Handler = (request: FastifyRequest, reply: FastifyReply) => unknown;

/** Serves a subgraph over HTTP to the gateway alone. It listens at once and says 503 until the subgraph has started. */
export async function serveSubgraph(options: ServedSubgraph): Promise<SubgraphServer> {
  const { start, log, port, host, graceMs = GRACE_MS } = options;
  const stopping = new AbortController();
  let subgraph: Subgraph | null = null;
  let answer: Handler = notStarted;
  const app = bareServer(options, stopping.signal);
  app.route({ method: ['GET', 'POST'], url: '/graphql', handler: (request, reply) => answer(request, reply) });
  doorRoute(app, () => subgraph);
  const { verifyParticipation } = options;
  if (verifyParticipation) participationRoute(app, () => subgraph?.participant ?? null, verifyParticipation);
  app.get('/health/live', () => ({ status: 'live' }));
  app.get('/health/ready', async (_, reply) => {
    const ready = !stopping.signal.aborted && ((await subgraph?.ready().catch(() => false)) ?? false);
    return reply.code(ready ? 200 : 503).send({ status: ready ? 'ready' : 'not ready' });
  });
  await app.listen({ port, host });
  const begun = startUntilDone(start, log, stopping.signal).then(async (made) => {
    if (!made) return;
    const apollo = apolloOf(made, options);
    await apollo.start();
    subgraph = made;
    const execute = fastifyApolloHandler(apollo, {
      context: (request: FastifyRequest) => contextOf(request, made),
    }) as Handler;
    // An answer like any other, not a failure of the way: a gateway that got one would try again.
    answer = async (request, reply) => {
      if (made.isOpen?.() === false) return notStarted(request, reply);
      return (await made.admits(request.stated!.viewer)) ? execute(request, reply) : reply.send(notAdmitted());
    };
    log.info('started', { subgraph: made.name });
  });
  const address = app.server.address() as AddressInfo;
  log.info('listening', { address: `${address.address}:${address.port}` });
  let stopped: Promise<void> | undefined;
  const stop = async (): Promise<void> => {
    stopping.abort();
    const late = setTimeout(() => app.server.closeAllConnections(), graceMs);
    await app.close();
    clearTimeout(late);
    await begun.catch(() => undefined);
    await subgraph?.stop();
  };
  return {
    url: `http://${host}:${address.port}/graphql`,
    started: begun,
    stop: () => (stopped ??= stop()),
  };
}

/** A server that answers health checks to anybody, its participant to the privacy subgraph, and everything else to whoever brings a viewer statement. */
function bareServer({ verify, log }: ServedSubgraph, stopping: AbortSignal): FastifyInstance {
  const app = fastify({
    bodyLimit: BODY_LIMIT,
    requestTimeout: SLOWEST_UPLOAD_MS,
    keepAliveTimeout: IDLE_CONNECTION_MS,
    forceCloseConnections: 'idle',
    genReqId: ({ headers }) => readRequestId(headers[REQUEST_ID_HEADER]),
  });
  slowRequestsEnd(app, SLOWEST_REQUEST_MS, DOOR_PATH, (socket) => void socket.destroy());
  app.removeContentTypeParser('text/plain');
  app.decorateRequest('stated', undefined);
  app.addHook('onRequest', async (request, reply) => {
    reply.header('x-content-type-options', 'nosniff').header(REQUEST_ID_HEADER, request.id);
    const { url } = request.routeOptions;
    if (url === '/graphql') reply.raw.once('close', readers.come());
    // A participant reads statements of its own.
    if (url?.startsWith('/health/') || url?.startsWith(`${PARTICIPATION_PATH}/`)) return;
    try {
      request.stated = await verify(request.headers[VIEWER_HEADER] as string | undefined);
    } catch {
      return refuse(
        reply,
        401,
        'UNAUTHENTICATED',
        'Expected a viewer statement signed by the gateway: call the gateway.',
      );
    }
  });
  app.addHook('onSend', async (_, reply) => {
    if (stopping.aborted) reply.header('connection', 'close');
  });
  app.setNotFoundHandler((_, reply) => refuse(reply, 404, 'NOT_FOUND', 'Expected the path /graphql.'));
  app.setErrorHandler<Error & { statusCode?: number }>((error, request, reply) => {
    const status = error.statusCode ?? 500;
    if (status < 500) return refuse(reply, status, 'BAD_REQUEST', 'Expected a JSON body of at most 1 MB.');
    log.error('unexpected error', { ...faultOf(error), requestId: request.id });
    return refuse(reply, 500, 'INTERNAL', 'Something went wrong in a part of the service. Try again.');
  });
  return app;
}

const contextOf = async ({ headers, id, stated }: FastifyRequest, subgraph: Subgraph): Promise<SubgraphRequest> => {
  const { viewer, client } = stated!;
  const locale = LOCALES.find((known) => known === headers[LOCALE_HEADER]) ?? 'EN';
  const refreshToken = headers[REFRESH_TOKEN_HEADER] as string | undefined;
  return subgraph.contextFor({ viewer, client, locale, requestId: id, refreshToken });
};

const notStarted: Handler = (_, reply) =>
  refuse(
    reply.header('retry-after', '1'),
    503,
    'UNAVAILABLE',
    'This part of the service is starting. Try again in a few seconds.',
  );

const refuse = (reply: FastifyReply, status: number, code: string, message: string): FastifyReply =>
  reply
    .code(status)
    .header('cache-control', 'no-store')
    .send({ errors: [{ message, extensions: { code } }] });

const readRequestId = (given: string | string[] | undefined): string =>
  typeof given === 'string' && /^[\w-]{1,64}$/.test(given) ? given : randomUUID();

declare module 'fastify' {
  interface FastifyRequest {
    stated?: Stated;
  }
}
