import type { IncomingHttpHeaders } from 'node:http';
import { LRUCache } from 'lru-cache';

/** How an answer is written (GraphQL over HTTP): the newer type gives request errors a 4xx, the older one a 200. */
export type MediaType = 'application/graphql-response+json' | 'application/json';

const known = new LRUCache<string, MediaType | 'none'>({ max: 1_000 });

/** The media type that a client accepts; null when it accepts neither. Without a header, or with a wildcard: `application/json`. */
export function acceptedMediaType(accept: string | undefined): MediaType | null {
  if (!accept) return 'application/json';
  const header = accept.slice(0, 500);
  let type = known.get(header);
  if (!type) known.set(header, (type = negotiated(header) ?? 'none'));
  return type === 'none' ? null : type;
}

/** Whether a client names `application/json`, and it is what it gets: a wildcard, or silence, is no wish for it. */
export const asksOlderMediaType = (accept: string | undefined): boolean =>
  accept !== undefined && /application\/json/i.test(accept) && acceptedMediaType(accept) === 'application/json';

function negotiated(header: string): MediaType | null {
  for (const range of header.split(',')) {
    const [type, ...parameters] = range.split(';').map((part) => part.trim().toLowerCase());
    const charset = parameters.find((parameter) => parameter.startsWith('charset='))?.split('=')[1];
    if (charset && charset.replaceAll('"', '') !== 'utf-8') continue;
    if (parameters.includes('q=0')) continue;
    if (type === 'application/graphql-response+json') return 'application/graphql-response+json';
    if (type === 'application/json' || type === '*/*' || type === 'application/*') return 'application/json';
  }
  return null;
}

/** Whether a form, an image or a script of another site could have sent this: it names no media type of ours and has no header of its own. */
export function needsPreflight(headers: IncomingHttpHeaders): boolean {
  const accept = headers.accept ?? '';
  if (accept.includes('application/json') || accept.includes('application/graphql-response+json')) return false;
  return !PREFLIGHT_HEADERS.some((name) => headers[name] !== undefined);
}

const PREFLIGHT_HEADERS = [
  'authorization',
  'apollo-require-preflight',
  'x-apollo-operation-name',
  'graphql-require-preflight',
];
