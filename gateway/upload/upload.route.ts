import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Log } from '../../kit/log/log.ts';
import { refusedAtDoor, type DoorAnswer } from '../../kit/subgraph/door.ts';
import { doorRequestOf, sendDoor } from '../../kit/subgraph/door.route.ts';
import type { SubgraphPort } from '../../kit/subgraph/port.ts';
import type { UploadTicket } from '../../kit/upload/upload-ticket.ts';
import type { Viewer } from '../../kit/viewer/viewer.ts';
import { paced, TooSlow, type Pace } from './paced.ts';

/** So many files come in at a time through one gateway. */
const MOST_AT_ONCE = 32;
const LONGEST_TICKET = 4_096;

export interface UploadRouteParts {
  ports: readonly SubgraphPort[];
  /** Rejects for a ticket that does not hold. */
  verifyTicket: (signed: string) => Promise<UploadTicket>;
  sign: (viewer: Viewer) => Promise<string>;
  /** Who asks, where the request also says it. Throws for a session that does not hold. */
  viewerOf: (headers: readonly string[]) => Promise<Viewer>;
  log: Log;
  pace?: Pace;
}

/** `PUT /uploads/:id?ticket=…`: one file, by the ticket that `createUpload` gave for it. It goes through as it comes, and is kept nowhere here. */
export function uploadRoute(server: FastifyInstance, parts: UploadRouteParts): void {
  let atOnce = 0;
  void server.register((scope, _, done) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', (_request, _payload, parsed) => parsed(null));
    scope.put<{ Params: { id: string } }>('/uploads/:id', async (request, reply) => {
      void reply.header('cache-control', 'no-store');
      if (atOnce >= MOST_AT_ONCE) return sendDoor(reply, BUSY);
      atOnce++;
      try {
        const answer = await answerTo(request, reply, parts);
        return await sendDoor(reply, withRequestId(answer, request.id));
      } finally {
        atOnce--;
      }
    });
    done();
  });
}

async function answerTo(
  request: FastifyRequest<{ Params: { id: string } }>,
  reply: FastifyReply,
  { ports, verifyTicket, sign, viewerOf, log, pace }: UploadRouteParts,
): Promise<DoorAnswer> {
  const signed = ticketOf(request);
  const ticket = signed === null ? null : await verifyTicket(signed).catch(() => null);
  if (!ticket || ticket.uploadId !== request.params.id) return NO_TICKET;
  const authorizations = request.raw.headersDistinct['authorization'] ?? [];
  if (authorizations.length > 0) {
    const viewer = await viewerOf(authorizations);
    if (viewer.kind !== 'account' || viewer.accountId !== ticket.accountId) return NOT_YOURS;
  }
  const fault = headerFault(request.headers, ticket);
  if (fault) return fault;
  const port = ports.find(({ name }) => name === ticket.to);
  if (!port?.pass) return NO_TICKET;
  const { accountId, sessionId } = ticket;
  const statement = await sign({ kind: 'account', accountId, sessionId, roles: [] });
  let isSlow = false;
  async function* watched(bytes: AsyncIterable<Uint8Array>) {
    try {
      yield* paced(bytes, ticket!.byteSize, pace);
    } catch (error) {
      isSlow = error instanceof TooSlow;
      throw error;
    }
  }
  const asked = doorRequestOf(request, reply);
  const headers = { 'content-type': ticket.contentType, 'x-upload': JSON.stringify(ticket) };
  const passed = { ...asked, path: `/uploads/${ticket.uploadId}`, query: {}, headers, body: watched(asked.body!) };
  const answer = await port.pass(passed, { statement, requestId: request.id }).catch((error: Error) => {
    if (!isSlow) log.error('unexpected error', { requestId: request.id, reason: error.message });
    return FAULT;
  });
  return isSlow ? SLOW : answer;
}

/** In the address or, for clients that keep addresses in logs, in a header. */
function ticketOf({ query, headers }: FastifyRequest): string | null {
  const given = (query as Record<string, unknown>)['ticket'] ?? headers['x-upload-ticket'];
  return typeof given === 'string' && given.length <= LONGEST_TICKET ? given : null;
}

function headerFault(headers: FastifyRequest['headers'], { byteSize, contentType }: UploadTicket): DoorAnswer | null {
  const encoding = headers['content-encoding'];
  if (encoding !== undefined && encoding !== 'identity')
    return refused(
      415,
      'ENCODING',
      'Expected the bytes of the file as they are, got encoded ones. Leave Content-Encoding out.',
    );
  const type = headers['content-type']?.split(';')[0]?.trim().toLowerCase();
  if (type !== undefined && type !== contentType)
    return refused(415, 'TYPE', `Expected Content-Type ${contentType}, as the upload was announced, got another.`);
  const length = headers['content-length'];
  if (length !== undefined && Number(length) !== byteSize)
    return refused(
      Number(length) > byteSize ? 413 : 400,
      'LENGTH',
      `Expected ${byteSize} bytes, as the upload was announced, got ${Number(length)}.`,
    );
  return null;
}

function withRequestId(answer: DoorAnswer, requestId: string): DoorAnswer {
  if (typeof answer.body !== 'string' || answer.status < 400) return answer;
  const { errors } = JSON.parse(answer.body) as { errors: { message: string; extensions: object }[] };
  const told = errors.map(({ message, extensions }) => ({ message, extensions: { ...extensions, requestId } }));
  return { ...answer, body: JSON.stringify({ errors: told }) };
}

const refused = (status: number, reason: string, message: string): DoorAnswer =>
  refusedAtDoor(status, status === 413 ? 'TOO_EXPENSIVE' : 'BAD_USER_INPUT', reason, message);

const NO_TICKET = refusedAtDoor(
  401,
  'UNAUTHENTICATED',
  'TICKET',
  'Expected the address that createUpload gave, less than a quarter of an hour old. Ask for a new one.',
);
const NOT_YOURS = refusedAtDoor(
  403,
  'FORBIDDEN',
  'NOT_YOURS',
  'Expected the account that asked for this upload, got another.',
);
const SLOW = refusedAtDoor(
  408,
  'BAD_USER_INPUT',
  'TOO_SLOW',
  'Expected the file to come in time. Try again on a better connection.',
);
const BUSY = refusedAtDoor(
  503,
  'UNAVAILABLE',
  'BUSY',
  'Too many files are coming in at the moment. Try again in a few seconds.',
);
const FAULT = refusedAtDoor(
  500,
  'INTERNAL',
  'INTERNAL',
  'Something went wrong on our side. Try again in a few seconds.',
);
