import { randomUUID } from 'node:crypto';
import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import cors from '@fastify/cors';
import Fastify, { type FastifyError, type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import type { JWK } from 'jose';
import type { Log } from '../../kit/log/log.ts';
import { readers } from '../../kit/process/readers.ts';
import type { SubgraphPort } from '../../kit/subgraph/port.ts';
import { slowRequestsEnd } from '../../kit/subgraph/slow-request.ts';
import type { Answers } from '../answer/answers.ts';
import { Refusal, type Code } from '../error/refusal.ts';
import { fileRoutes } from '../image/file.route.ts';
import { longestFor } from '../upload/paced.ts';
import { uploadRoute, type UploadRouteParts } from '../upload/upload.route.ts';
import type { AskerParts } from './asker.ts';
import { graphiqlRoutes } from './graphiql.route.ts';
import { graphqlRoute, refused } from './graphql.route.ts';
import { healthRoutes } from './health.route.ts';
import { publicKeysRoute } from './public-keys.route.ts';
import { pushboxRoute, type Pushbox } from './pushbox.route.ts';
import { mailboxRoute, type Mailbox } from './mailbox.route.ts';
import { unsubscribeRoute } from './unsubscribe.route.ts';

const MOST_BODY_BYTES = 512 * 1024;
/** More than any kind of upload allows. */
const MOST_UPLOAD_BYTES = 256 * 1024 * 1024;
const SLOW_REQUEST_MS = 15_000;
const GRACE_MS = 10_000;
const CHECK_MS = 1_000;

export interface ServerOptions extends AskerParts {
  answers: Answers;
  ports: readonly SubgraphPort[];
  log: Log;
  /** By which others verify what the directory signs. */
  publicKeys: readonly JWK[];
  /** By which files come in and go out; absent: none do. */
  files?: Pick<UploadRouteParts, 'sign' | 'verifyTicket' | 'pace'>;
  /** Networks whose word counts about whom a request comes from (`x-forwarded-for`); nobody else's does. */
  trustedProxies: readonly string[];
  /** Web origins that may read answers; no other origin may. */
  corsOrigins: readonly string[];
  /** Serves the GraphiQL page at `/`: in development only. */
  graphiql: boolean;
  /** The mails that were caught, as a JSON array, served at `/dev/mailbox`: in development only; null: nothing is there. */
  mailbox: Mailbox | null;
  /** The messages that would wake devices, served at `/dev/push`: in development only; null: nothing is there. */
  pushbox?: Pushbox | null;
  /** How long a client may take to send a request; fifteen seconds when absent. */
  slowRequestMs?: number;
}

export interface Server {
  listen(port: number, host: string): Promise<string>;
  /** Not ready first; requests in flight finish within ten seconds. */
  stop(): Promise<void>;
}

/** The HTTP face of the gateway. */
export async function createServer(options: ServerOptions): Promise<Server> {
  const { answers, sessions, ports, log, corsOrigins, graphiql, slowRequestMs = SLOW_REQUEST_MS } = options;
  const trustProxy = options.trustedProxies.length > 0 && [...options.trustedProxies];
  const server = Fastify({
    genReqId: () => randomUUID(),
    trustProxy,
    bodyLimit: MOST_BODY_BYTES,
    requestTimeout: longestFor(MOST_UPLOAD_BYTES),
    http: { headersTimeout: slowRequestMs, connectionsCheckingInterval: Math.min(CHECK_MS, slowRequestMs) },
    clientErrorHandler: answerBroken,
    frameworkErrors: (error, request, reply) => void refuse(reply, refusalOf(error), request.id),
    connectionTimeout: 60_000,
    keepAliveTimeout: 72_000,
    forceCloseConnections: 'idle',
    routerOptions: { ignoreTrailingSlash: true },
  });
  let isStopping = false;
  let inFlight = 0;
  await server.register(cors, {
    origin: [...corsOrigins],
    methods: ['GET', 'POST', 'PUT'],
    credentials: true,
    maxAge: 600,
  });
  slowRequestsEnd(server, slowRequestMs, '/uploads', (socket) => answerBroken(REQUEST_TIMEOUT, socket));
  jsonOnly(server);
  server.addHook('onRequest', async (request, reply) => {
    if (isStopping && !request.url.startsWith('/health/'))
      return refuse(reply.header('retry-after', '1'), STOPPING, request.id);
    inFlight++;
    const answered = isQuestion(request) ? readers.come() : null;
    reply.raw.once('close', () => {
      inFlight--;
      answered?.();
    });
  });
  server.addHook('onSend', async (request, reply) => {
    reply.header('x-content-type-options', 'nosniff').header('x-request-id', request.id);
    if (isStopping) reply.header('connection', 'close');
  });
  server.setErrorHandler<FastifyError>((error, request, reply) => {
    const refusal = refusalOf(error);
    if (refusal.code === 'INTERNAL') log.error('unexpected error', { requestId: request.id, reason: error.message });
    return refuse(reply, refusal, request.id);
  });
  server.setNotFoundHandler((request, reply) => {
    if (request.url.split('?')[0] !== '/graphql')
      return refuse(reply, new Refusal('BAD_USER_INPUT', 'Nothing is here: the API is at /graphql.', 404), request.id);
    const refusal = new Refusal('BAD_USER_INPUT', `Expected POST, or GET for queries, got ${request.method}.`, 405);
    return refuse(reply.header('allow', 'GET, HEAD, POST, OPTIONS'), refusal, request.id);
  });
  graphqlRoute(server, answers, options, log);
  publicKeysRoute(server, options.publicKeys);
  if (options.files)
    uploadRoute(server, { ...options.files, ports, log, viewerOf: (headers) => sessions.viewerOf(headers) });
  if (options.files) fileRoutes(server, { ...options.files, ports, log });
  healthRoutes(server, ports, () => isStopping);
  if (graphiql) await graphiqlRoutes(server);
  await unsubscribeRoute(server, answers, options.clients);
  if (options.mailbox) mailboxRoute(server, options.mailbox);
  if (options.pushbox) pushboxRoute(server, options.pushbox);
  return {
    listen: (port, host) => server.listen({ port, host }),
    async stop() {
      isStopping = true;
      const end = Date.now() + GRACE_MS;
      while (inFlight > 0 && Date.now() < end) await sleep(10);
      const late = setTimeout(() => server.server.closeAllConnections(), Math.max(0, end - Date.now())).unref();
      await server.close();
      clearTimeout(late);
    },
  };
}

/** A file that comes in or goes out takes its time, and nobody gives way to it. */
const isQuestion = ({ routeOptions }: FastifyRequest): boolean => routeOptions.url === '/graphql';

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

const REQUEST_TIMEOUT = Object.assign(new Error('too slow'), { code: 'ERR_HTTP_REQUEST_TIMEOUT' });

const utf8 = new TextDecoder('utf-8', { fatal: true });

const STOPPING = new Refusal('UNAVAILABLE', 'The service is stopping here. Try again: another one answers.', 503);

const refuse = (reply: FastifyReply, refusal: Refusal, requestId: string): FastifyReply =>
  reply
    .code(refusal.status)
    .headers({ 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' })
    .send(refused(refusal, requestId));

/** Answers what is no HTTP request, or one that did not come in time, in the same shape as everything else. */
function answerBroken(error: Error & { code?: string }, socket: Socket): void {
  if (!socket.writable) return void socket.destroy();
  const status = error.code === 'ERR_HTTP_REQUEST_TIMEOUT' ? 408 : error.code === 'HPE_HEADER_OVERFLOW' ? 431 : 400;
  const body = refused(
    new Refusal('BAD_USER_INPUT', 'Expected a whole, well-formed HTTP request, in time.'),
    randomUUID(),
  );
  const head = `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\ncontent-type: application/json; charset=utf-8\r\nx-content-type-options: nosniff`;
  socket.end(`${head}\r\ncontent-length: ${Buffer.byteLength(body)}\r\nconnection: close\r\n\r\n${body}`);
}

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
