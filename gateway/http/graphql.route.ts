import { randomUUID } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Log } from '../../kit/log/log.ts';
import { anonymous } from '../../kit/viewer/viewer.ts';
import type { Answers, Question } from '../answer/answers.ts';
import { Refusal, type Code } from '../error/refusal.ts';
import { LANGUAGE_TAG, localeOf } from '../locale/accept-language.ts';
import { acceptedMediaType, needsPreflight, type MediaType } from './media-type.ts';
import { questionOf, questionOfSearch } from './question.ts';

/** Refusals of a well-formed request: in the older media type they are answers, with status 200. */
const ANSWERED: ReadonlySet<Code> = new Set<Code>([
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'PERSISTED_QUERY_NOT_FOUND',
]);

/** `POST /graphql`, and `GET /graphql` for queries. */
export function graphqlRoute(server: FastifyInstance, answers: Answers, log: Log): void {
  const handle = async (request: FastifyRequest, reply: FastifyReply, read: () => Question, readOnly: boolean) => {
    const requestId = randomUUID();
    const type = acceptedMediaType(request.headers.accept);
    reply
      .header('x-request-id', requestId)
      .header('vary', 'Accept, Accept-Language')
      .header('cache-control', 'no-cache');
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
      const locale = localeOf(request.headers['accept-language']);
      const answer = await answers.answer(read(), { locale, requestId, viewer: anonymous, readOnly });
      reply.header('content-language', LANGUAGE_TAG[answer.locale]);
      return send(reply, answer.status, type, answer.body);
    } catch (error) {
      if (error instanceof Refusal) return send(reply, statusOf(error, type), type, refused(error, requestId));
      log.error('unexpected error', { requestId, reason: (error as Error).message });
      const message = `Something went wrong on our side. Try again; if it stays, tell us this reference: ${requestId}.`;
      return send(reply, 500, type, refused(new Refusal('INTERNAL', message), requestId));
    }
  };
  server.post('/graphql', (request, reply) => handle(request, reply, () => questionOf(request.body), false));
  server.get('/graphql', (request, reply) => {
    const read = () => {
      if (needsPreflight(request.headers)) {
        throw new Refusal(
          'BAD_USER_INPUT',
          'Expected Accept to name application/json, or the header `apollo-require-preflight`: other sites cannot send these without asking.',
        );
      }
      return questionOfSearch(request.query as Record<string, string>);
    };
    return handle(request, reply, read, true);
  });
}

const send = (reply: FastifyReply, status: number, type: MediaType, body: string): FastifyReply =>
  reply.code(status).header('content-type', `${type}; charset=utf-8`).send(body);

function statusOf({ code, status, message }: Refusal, type: MediaType): number {
  if (
    type === 'application/json' &&
    (ANSWERED.has(code) || (code === 'BAD_USER_INPUT' && message.startsWith('Variable')))
  )
    return 200;
  return status;
}

/** The body of a refusal: errors without data, because nothing was executed. */
export function refused({ message, code, locations }: Refusal, requestId: string): string {
  return JSON.stringify({ errors: [{ message, ...(locations && { locations }), extensions: { code, requestId } }] });
}
