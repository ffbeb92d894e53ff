/** Codes that clients rely on; they never change their meaning. */
export type Code =
  | 'UNAUTHENTICATED'
  | 'FORBIDDEN'
  | 'BAD_USER_INPUT'
  | 'GRAPHQL_PARSE_FAILED'
  | 'GRAPHQL_VALIDATION_FAILED'
  | 'PERSISTED_QUERY_NOT_FOUND'
  | 'TOO_EXPENSIVE'
  | 'RATE_LIMITED'
  | 'UNAVAILABLE'
  | 'INTERNAL';

/** A request that is not executed at all. */
export class Refusal extends Error {
  readonly code: Code;
  readonly status: number;
  readonly locations: readonly { line: number; column: number }[] | undefined;

  constructor(code: Code, message: string, status = 400, locations?: readonly { line: number; column: number }[]) {
    super(message);
    this.code = code;
    this.status = status;
    this.locations = locations;
  }
}
