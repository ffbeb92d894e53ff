import { Readable } from 'node:stream';
import { Pool } from 'undici';
import { VIEWER_HEADER } from '../viewer/viewer-statement.ts';
import { REQUEST_ID_HEADER } from './call-headers.ts';
import { onlyHeaders, PASSED_OUT } from './door.ts';
import { DOOR_PATH } from './door.route.ts';
import { doorAbsent } from './local-door.ts';
import type { SubgraphPort } from './port.ts';

/** Beside those of operations, so that slow files never wait in their place. */
const CONNECTIONS = 64;
const CONNECT_MS = 1_000;
/** From the last byte of a file to the answer: what it holds is looked at in between. */
const ANSWER_MS = 120_000;

export interface HttpDoor {
  pass: NonNullable<SubgraphPort['pass']>;
  close(): Promise<void>;
}

/** The door of a subgraph in another process. Bytes go through as they come; nothing is tried twice. */
export function httpDoor(origin: string): HttpDoor {
  const pool = new Pool(origin, {
    connections: CONNECTIONS,
    connect: { timeout: CONNECT_MS },
    headersTimeout: ANSWER_MS,
    bodyTimeout: ANSWER_MS,
    keepAliveTimeout: 30_000,
  });
  return {
    async pass({ method, path, query, headers, body, signal }, { statement, requestId }) {
      try {
        const response = await pool.request({
          method,
          path: `${DOOR_PATH}${path}`,
          query,
          headers: { ...headers, [VIEWER_HEADER]: statement, [REQUEST_ID_HEADER]: requestId },
          ...(body && { body: Readable.from(body) }),
          signal,
        });
        return {
          status: response.statusCode,
          headers: onlyHeaders(response.headers, PASSED_OUT),
          body: method === 'HEAD' || response.statusCode === 304 ? (await response.body.dump(), null) : response.body,
        };
      } catch {
        return doorAbsent();
      }
    },
    close: () => pool.destroy(),
  };
}
