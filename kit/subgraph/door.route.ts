import { Readable } from 'node:stream';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { sessionEnded } from './admitted.ts';
import { nothingAtDoor, onlyHeaders, PASSED_IN, refusedAtDoor, type DoorRequest } from './door.ts';
import type { Subgraph } from './subgraph.ts';

/** Where a subgraph's own server has its door; what follows is the path that the gateway was asked for. */
export const DOOR_PATH = '/door';

/** The door of a subgraph over HTTP. Bodies are not read here, but handed on as they come. */
export function doorRoute(app: FastifyInstance, subgraph: () => Subgraph | null): void {
  void app.register((scope, _, done) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', (_request, _payload, parsed) => parsed(null));
    scope.route({
      method: ['GET', 'HEAD', 'PUT'],
      url: `${DOOR_PATH}/*`,
      exposeHeadRoute: false,
      handler: async (request: FastifyRequest, reply) => {
        const made = subgraph();
        const { viewer } = request.stated!;
        if (!made || made.isOpen?.() === false)
          return sendDoor(reply, refusedAtDoor(503, 'UNAVAILABLE', 'STARTING', 'It is starting. Try again.'));
        if (!(await made.admits(viewer)))
          return sendDoor(reply, refusedAtDoor(401, 'UNAUTHENTICATED', 'SESSION_ENDED', sessionEnded().message));
        const asked = { viewer, requestId: request.id };
        return sendDoor(reply, (await made.door?.(doorRequestOf(request, reply), asked)) ?? nothingAtDoor());
      },
    });
    done();
  });
}

/** A request as a door takes it. Leaving its body half-read leaves the connection open, so that the answer arrives. */
export function doorRequestOf({ raw, method, url, query }: FastifyRequest, reply: FastifyReply): DoorRequest {
  const gone = new AbortController();
  const handedOver = new Promise<boolean>((resolve) => {
    reply.raw.once('close', () => {
      const isWhole = reply.raw.writableFinished;
      if (!isWhole) gone.abort(new Error('whoever asked is gone'));
      resolve(isWhole);
    });
  });
  const [path = ''] = url.split('?');
  return {
    method: method as DoorRequest['method'],
    path: path.startsWith(`${DOOR_PATH}/`) ? path.slice(DOOR_PATH.length) : path,
    query: Object.fromEntries(Object.entries(query as object).filter(([, value]) => typeof value === 'string')),
    headers: onlyHeaders(raw.headers, PASSED_IN),
    body: method === 'PUT' ? raw.iterator({ destroyOnReturn: false }) : null,
    signal: gone.signal,
    handedOver,
  };
}

/**
 * Sends what came of it. Rejects when the first bytes of a body do not come, and nothing is said of it then. A body that breaks off later
 * breaks the connection: half of a file never looks like the whole.
 */
export async function sendDoor(
  reply: FastifyReply,
  { status, headers, body }: Awaited<ReturnType<NonNullable<Subgraph['door']>>>,
): Promise<FastifyReply> {
  const sent = body === null || typeof body === 'string' ? (body ?? '') : Readable.from(await begun(body));
  return reply.code(status).headers(headers).send(sent);
}

/** The same bytes, once the first are there. */
async function begun(body: AsyncIterable<Uint8Array>): Promise<AsyncIterable<Uint8Array>> {
  const iterator = body[Symbol.asyncIterator]();
  let first: IteratorResult<Uint8Array> | null = await iterator.next();
  const rest: AsyncIterableIterator<Uint8Array> = {
    [Symbol.asyncIterator]: () => rest,
    async next() {
      const next = first ?? (await iterator.next());
      first = null;
      return next;
    },
    async return(value?: unknown) {
      return iterator.return?.(value) ?? { done: true, value };
    },
  };
  return rest;
}
