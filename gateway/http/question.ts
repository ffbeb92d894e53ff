import type { Question } from '../answer/answers.ts';
import { Refusal } from '../error/refusal.ts';

type Json = Record<string, unknown>;

/** Reads GraphQL parameters from a JSON body. Refuses what is not of the right shape, by name. */
export function questionOf(body: unknown): Question {
  if (Array.isArray(body)) throw malformed('Expected one request, got a batch: send operations one by one.');
  if (!isObject(body)) throw malformed('Expected a JSON object with `query`.');
  const { query, operationName, variables, extensions } = body;
  if (query != null && typeof query !== 'string') throw malformed('Expected `query` to be a string.');
  if (operationName != null && typeof operationName !== 'string')
    throw malformed('Expected `operationName` to be a string or null.');
  if (variables != null && !isObject(variables)) throw malformed('Expected `variables` to be an object or null.');
  if (extensions != null && !isObject(extensions)) throw malformed('Expected `extensions` to be an object or null.');
  if (query == null && extensions?.['persistedQuery'] === undefined)
    throw malformed('Expected `query`, a document as a string, got none.');
  return {
    query: query ?? undefined,
    operationName: operationName ?? undefined,
    variables: variables ?? undefined,
    extensions: extensions ?? undefined,
  };
}

/** Reads GraphQL parameters from a query string, in which variables and extensions are JSON. */
export function questionOfSearch(search: Record<string, string | undefined>): Question {
  const json = (name: 'variables' | 'extensions'): unknown => {
    const text = search[name];
    if (text === undefined || text === '') return undefined;
    try {
      return JSON.parse(text) as unknown;
    } catch {
      throw malformed(`Expected \`${name}\` to be JSON.`);
    }
  };
  return questionOf({
    query: search['query'],
    operationName: search['operationName'] || undefined,
    variables: json('variables'),
    extensions: json('extensions'),
  });
}

const malformed = (message: string): Refusal => new Refusal('BAD_USER_INPUT', message, 400);

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
