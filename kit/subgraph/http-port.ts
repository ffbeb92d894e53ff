import { buildASTSchema, getOperationAST, parse, specifiedRules, validate, OperationTypeNode } from 'graphql';
import type { ExecutionResult } from 'graphql';
import { LRUCache } from 'lru-cache';
import { Pool, errors } from 'undici';
import { unavailable } from '../graphql/refusal.ts';
import { readAnswer } from './answer.ts';
import { headersOf } from './call-headers.ts';
import { httpDoor } from './http-door.ts';
import type { PreparedOperation, SubgraphCall, SubgraphPort } from './port.ts';
import type { Subgraph } from './subgraph.ts';

export interface HttpPortParts {
  name: Subgraph['name'];
  /** Where the subgraph answers GraphQL, such as http://127.0.0.1:4001/graphql */
  url: string;
  /** The subgraph's schema as committed in `schema/`. */
  sdl: string;
  /** How long one attempt may take. */
  attemptMs?: number;
  /** How long both attempts of a read may take together. */
  totalMs?: number;
  /** How long the one attempt of a change may take. */
  changeMs?: number;
}

export interface HttpPort extends SubgraphPort {
  close(): Promise<void>;
}

const MAX_PREPARED = 2_000;
const MAX_ANSWER_BYTES = 20 * 1024 * 1024;
const CONNECTIONS = 64;
const CONNECT_MS = 1_000;
const READY_MS = 1_000;
/** With less time left than this, a second attempt is not worth it. */
const LEAST_ATTEMPT_MS = 50;

/** What came of one attempt: an answer, or a failure that another attempt may or may not mend. */
type Attempt = { answer: ExecutionResult } | { again: boolean };

/**
 * A subgraph in another process. Whatever goes wrong on the way becomes an `UNAVAILABLE` error in the result, in time and
 * without a word about where or why. Reads are tried a second time when the connection or the server broke; mutations never.
 */
export function httpPort({
  name,
  url,
  sdl,
  attemptMs = 2_500,
  totalMs = 2_800,
  changeMs = 10_000,
}: HttpPortParts): HttpPort {
  const { origin, pathname } = new URL(url);
  const schema = buildASTSchema(parse(sdl), { assumeValidSDL: true });
  const pool = new Pool(origin, {
    connections: CONNECTIONS,
    connect: { timeout: CONNECT_MS },
    maxResponseSize: MAX_ANSWER_BYTES,
    keepAliveTimeout: 30_000,
  });
  const door = httpDoor(origin);
  const prepared = new LRUCache<string, PreparedOperation>({ max: MAX_PREPARED });

  async function attempt(body: string, call: SubgraphCall, ms: number): Promise<Attempt> {
    const waiting = new AbortController();
    const giveUp = () => waiting.abort();
    const timer = setTimeout(giveUp, ms);
    call.signal?.addEventListener('abort', giveUp);
    try {
      const response = await pool.request({
        method: 'POST',
        path: pathname,
        headers: headersOf(call),
        body,
        signal: waiting.signal,
      });
      const text = await response.body.text();
      if (response.statusCode >= 500) return { again: true };
      const answer = response.statusCode === 200 || response.statusCode === 400 ? readAnswer(text) : null;
      return answer ? { answer } : { again: false };
    } catch (error) {
      return { again: !waiting.signal.aborted && !(error instanceof errors.ResponseExceededMaxSizeError) };
    } finally {
      clearTimeout(timer);
      call.signal?.removeEventListener('abort', giveUp);
    }
  }

  function prepare(operation: string): PreparedOperation {
    const isRead = getOperationAST(parse(operation))?.operation === OperationTypeNode.QUERY;
    const head = `{"query":${JSON.stringify(operation)},"variables":`;
    return async (variables, call) => {
      if (call.signal?.aborted) return absent();
      const end = performance.now() + totalMs;
      const body = `${head}${JSON.stringify(variables)}}`;
      if (!isRead) {
        const once = await attempt(body, call, changeMs);
        return 'answer' in once ? once.answer : uncertain();
      }
      let tried = await attempt(body, call, Math.min(attemptMs, totalMs));
      const left = end - performance.now();
      if ('again' in tried && tried.again && left >= LEAST_ATTEMPT_MS) {
        tried = await attempt(body, call, Math.min(attemptMs, left));
      }
      return 'answer' in tried ? tried.answer : absent();
    };
  }

  return {
    name,
    answersAlone: (document) => validate(schema, document, specifiedRules).length === 0,
    prepare(operation) {
      let ready = prepared.get(operation);
      if (!ready) prepared.set(operation, (ready = prepare(operation)));
      return ready;
    },
    ready: () =>
      pool
        .request({ method: 'GET', path: '/health/ready', signal: AbortSignal.timeout(READY_MS) })
        .then(({ statusCode, body }) => body.dump().then(() => statusCode === 200))
        .catch(() => false),
    pass: door.pass,
    close: async () => void (await Promise.all([pool.destroy(), door.close()])),
  };
}

const absent = (): ExecutionResult => ({
  errors: [unavailable('A part of the service does not answer for the moment. Try again in a few seconds.')],
});

const uncertain = (): ExecutionResult => ({
  errors: [
    unavailable(
      'A part of the service did not say whether it made this change, and it may have. Ask again with the same idempotency key: then it is made once.',
    ),
  ],
});
