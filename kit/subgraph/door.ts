import type { Viewer } from '../viewer/viewer.ts';

/** A request for bytes or with bytes, which is no operation of the graph. */
export interface DoorRequest {
  method: 'GET' | 'HEAD' | 'PUT';
  /** Such as `/images/…`; plain segments of letters, digits, `.`, `_` and `-`. */
  path: string;
  query: Readonly<Record<string, string>>;
  /** Those of `PASSED_IN`, in small letters. */
  headers: Readonly<Record<string, string>>;
  /** What is left unread is thrown away. */
  body: AsyncIterable<Uint8Array> | null;
  /** Aborts when nobody waits for the answer any more. */
  signal: AbortSignal;
  /** Resolves when the answer is over: whether all of it went out. Never rejects. */
  handedOver: Promise<boolean>;
}

export interface DoorAnswer {
  status: number;
  /** Those of `PASSED_OUT`, in small letters. */
  headers: Readonly<Record<string, string>>;
  body: AsyncIterable<Uint8Array> | string | null;
}

/** What a subgraph knows of whoever is at its door. */
export interface AtDoor {
  viewer: Viewer;
  requestId: string;
}

/** The side of a subgraph that files go in and out by. Answers 404 for a path that it does not know. */
export type Door = (request: DoorRequest, asked: AtDoor) => Promise<DoorAnswer>;

export const PASSED_IN = ['content-type', 'if-none-match', 'x-upload'] as const;
export const PASSED_OUT = [
  'cache-control',
  'content-disposition',
  'content-length',
  'content-security-policy',
  'content-type',
  'cross-origin-resource-policy',
  'etag',
  'retry-after',
] as const;

/** Those of the headers that are named here; of one that came more than once, nothing. */
export const onlyHeaders = (
  headers: Readonly<Record<string, string | string[] | undefined>>,
  names: readonly string[],
): Record<string, string> =>
  Object.fromEntries(names.flatMap((name) => (typeof headers[name] === 'string' ? [[name, headers[name]]] : [])));

/** An answer in the form that every error of the API has. `reason` is a code that does not change. */
export const refusedAtDoor = (status: number, code: string, reason: string, message: string): DoorAnswer => ({
  status,
  headers: { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' },
  body: JSON.stringify({ errors: [{ message, extensions: { code, reason } }] }),
});

export const nothingAtDoor = (): DoorAnswer =>
  refusedAtDoor(404, 'BAD_USER_INPUT', 'NOT_FOUND', 'Expected the address of something that is shown, found nothing.');
