import type { GraphQLError, GraphQLFormattedError } from 'graphql';
import type { Log } from '../../kit/log/log.ts';

/** Codes with which a subgraph speaks to the client; everything else is a fault of ours and stays inside. */
const SPOKEN = new Set([
  'UNAUTHENTICATED',
  'FORBIDDEN',
  'BAD_USER_INPUT',
  'UNAVAILABLE',
  'TOO_EXPENSIVE',
  'RATE_LIMITED',
]);

type Fault = Pick<GraphQLError, 'message' | 'path' | 'extensions'> & { originalError?: Error | null };

/**
 * An error as the client sees it: a spoken one with its words, any other as `INTERNAL` with the request id under which the log
 * knows more.
 */
export function shownError(fault: Fault, requestId: string, log: Log): GraphQLFormattedError {
  const code = fault.extensions?.['code'];
  const path = fault.path ? { path: [...fault.path] } : {};
  if (typeof code === 'string' && SPOKEN.has(code))
    return { message: fault.message, ...path, extensions: { code, requestId } };
  if (!fault.originalError && isInputFault(fault.message)) {
    return { message: withoutSuggestion(fault.message), ...path, extensions: { code: 'BAD_USER_INPUT', requestId } };
  }
  log.error('unexpected error', { requestId, reason: fault.message });
  return {
    message: `Something went wrong on our side. Try again; if it stays, tell us this reference: ${requestId}.`,
    ...path,
    extensions: { code: 'INTERNAL', requestId },
  };
}

/** Error texts never name what exists in the schema but was not asked for. */
export const withoutSuggestion = (message: string): string => message.replace(/ ?Did you mean .*\?$/s, '');

/** Nor do they repeat what was sent as a variable: clients write errors into their logs, and it may hold a password. */
export function withoutValue(message: string): string {
  const [variable] = /^Variable "\$\w+" got(?= invalid value )/.exec(message) ?? [];
  if (!variable) return message;
  const [, place = '', why] = WHY.exec(message) ?? [];
  return `${variable} an invalid value${place}${why ? `; ${why.replace(/\.?$/, '.')}` : '.'}`;
}

const WHY =
  /( at "[^"]*")?; (Field "\w+" [^;]*|Expected [^;]*|Value "\w*" does not exist [^;]*|\w+ cannot represent [^:]*)(?:: .*)?$/s;

const isInputFault = (message: string): boolean => /^(Variable "|Argument "|Expected value of type)/.test(message);
