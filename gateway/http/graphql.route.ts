import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Log } from '../../kit/log/log.ts';
import type { Answered, Answers, Asker, Question } from '../answer/answers.ts';
import { Refusal, type Code } from '../error/refusal.ts';
import { LANGUAGE_TAG } from '../locale/accept-language.ts';
import { askerOf, isNameless, type AskerParts } from './asker.ts';
import { acceptedMediaType, asksOlderMediaType, needsPreflight, type MediaType } from './media-type.ts';
import { questionOf, questionOfSearch } from './question.ts';

/** Refusals of a well-formed request: in the older media type they are answers, with status 200. */
const ANSWERED: ReadonlySet<Code> = new Set<Code>([
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'PERSISTED_QUERY_NOT_FOUND',
]);

/** `POST /graphql`, and `GET /graphql` for queries. */
export function graphqlRoute(server: FastifyInstance, answers: Answers, parts: AskerParts, log: Log): void {
  const handle = async (request: FastifyRequest, reply: FastifyReply, read: () => Question, readOnly: boolean) => {
    const requestId = request.id;
    const type = acceptedMediaType(request.headers.accept);
    reply
      .header('vary', varying(reply))
      .header('cache-control', isNameless(request) ? 'no-cache' : 'private, no-store');
    if (!type)
      return send(
        reply,
        406,
        'application/json',
        refused(
          new Refusal(
            'BAD_USER_INPUT',
            'Expected Accept to allow application/graphql-response+json or application/json.',
          ),
          requestId,
        ),
      );
    try {
      const asker = await askerOf(request, readOnly, parts);
      const answer = await answers.answer(read(), asker);
      reply.header('content-language', LANGUAGE_TAG[answer.locale]);
      keepSession(reply, answer, asker, parts);
      return send(reply, answer.status, type, answer.body);
    } catch (error) {
      if (error instanceof Refusal && error.code === 'UNAUTHENTICATED')
        reply.header('www-authenticate', 'Bearer error="invalid_token"');
      if (error instanceof Refusal && error.code === 'UNAUTHENTICATED' && hasOnlyCookies(request))
        reply.header('set-cookie', parts.cookies.withoutAccess());
      if (error instanceof Refusal)
        return send(reply, statusOf(error, request.headers.accept), type, refused(error, requestId));
      log.error('unexpected error', { requestId, reason: (error as Error).message });
      const message = `Something went wrong on our side. Try again; if it stays, tell us this reference: ${requestId}.`;
      return send(reply, 500, type, refused(new Refusal('INTERNAL', message), requestId));
    }
  };
  server.post('/graphql', (request, reply) => handle(request, reply, () => questionOf(request.body), false));
  server.get('/graphql', (request, reply) => {
    const read = () => {
      const question = questionOfSearch(request.query as Record<string, string>);
      if (needsPreflight(request.headers) && !isScriptKnocking(request, question)) {
        throw new Refusal(
          'BAD_USER_INPUT',
          'Expected Accept to name application/json, or the header `apollo-require-preflight`: other sites cannot send these without asking.',
        );
      }
      return question;
    };
    return handle(request, reply, read, true);
  });
}

/** A script's own fetch may ask whether the API is there without further ado: forms, images and script tags have another mode. */
const isScriptKnocking = ({ headers }: FastifyRequest, { query }: Question): boolean =>
  headers['sec-fetch-mode'] === 'cors' && query?.replaceAll(/\s/g, '') === '{__typename}';

const hasOnlyCookies = ({ headers }: FastifyRequest): boolean =>
  headers.authorization === undefined && headers.cookie !== undefined;

/** A browser gets a new session in its cookies when it asked for that, and loses one that was ended. What is signed in is nobody else's to keep. */
function keepSession(
  reply: FastifyReply,
  { change, isSessionOver }: Answered,
  { isInCookies }: Asker,
  { cookies }: AskerParts,
): void {
  // Ended elsewhere: no script could take the cookies away, and with them not even signing in would be answered.
  if (isSessionOver && hasOnlyCookies(reply.request)) reply.header('set-cookie', cookies.lines(null));
  if (change === undefined) return;
  reply.header('cache-control', 'private, no-store');
  if (change === null || isInCookies) reply.header('set-cookie', cookies.lines(change));
}

const send = (reply: FastifyReply, status: number, type: MediaType, body: string | Buffer): FastifyReply =>
  reply.code(status).header('content-type', `${type}; charset=utf-8`).send(body);

/** A client that knows the older media type alone, and says so, reads the errors of a well-formed request from a 200. */
function statusOf({ code, status, message }: Refusal, accept: string | undefined): number {
  const isAnswer = ANSWERED.has(code) || (code === 'BAD_USER_INPUT' && message.startsWith('Variable'));
  return isAnswer && asksOlderMediaType(accept) ? 200 : status;
}

/** What the answer depends on, beside what other parts of the server have named already. */
const varying = (reply: FastifyReply): string =>
  [reply.getHeader('vary'), 'Accept, Accept-Language, Authorization, Cookie'].filter(Boolean).join(', ');

/** The body of a refusal: errors without data, because nothing was executed. */
export function refused({ message, code, locations }: Refusal, requestId: string): string {
  return JSON.stringify({ errors: [{ message, ...(locations && { locations }), extensions: { code, requestId } }] });
}
