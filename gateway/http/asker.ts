import type { FastifyRequest } from 'fastify';
import { anonymous, type Viewer } from '../../kit/viewer/viewer.ts';
import type { Asker } from '../answer/answers.ts';
import type { Clients } from '../client/clients.ts';
import { Refusal } from '../error/refusal.ts';
import { localeOf } from '../locale/accept-language.ts';
import { isOurs, wantsCookies, type Cookies, type CookieSession } from '../session/cookies.ts';
import type { Sessions } from '../session/sessions.ts';

export interface AskerParts {
  sessions: Sessions;
  cookies: Cookies;
  clients: Clients;
  /** Web origins whose pages may ask with cookies, beside those of this host. */
  corsOrigins: readonly string[];
}

/** Whether a request comes with nothing that could say who asks. */
export const isNameless = ({ headers }: FastifyRequest): boolean =>
  headers.authorization === undefined && headers.cookie === undefined;

/**
 * Who asks, and from where. An Authorization header goes before cookies, and GET reads none: anything on a page can send one. Throws
 * a Refusal for a session that does not hold, and for cookies that another site's page may have sent.
 */
export async function askerOf(request: FastifyRequest, readOnly: boolean, parts: AskerParts): Promise<Asker> {
  const { headers, id, ip } = request;
  const { sessions, cookies, clients, corsOrigins } = parts;
  const isBearer = headers.authorization !== undefined;
  const kept: CookieSession = readOnly || isBearer ? {} : cookies.read(headers);
  if ((kept.accessToken || kept.refreshToken) && !isOurs(headers, corsOrigins)) throw foreignPage();
  const viewer = isBearer ? await sessions.viewerOf(authorizationsOf(request)) : await keptViewer(kept, sessions);
  return {
    locale: localeOf(headers['accept-language']),
    requestId: id,
    viewer,
    readOnly,
    client: () => clients.of(ip, headers['user-agent']),
    refreshToken: kept.refreshToken,
    isInCookies: wantsCookies(headers),
  };
}

const keptViewer = ({ accessToken }: CookieSession, sessions: Sessions): Promise<Viewer> | Viewer =>
  accessToken ? sessions.viewerOfToken(accessToken) : anonymous;

/** Every Authorization header of a request: Node itself keeps the first one alone. */
const authorizationsOf = ({ raw }: FastifyRequest): readonly string[] => raw.headersDistinct['authorization'] ?? [];

const foreignPage = (): Refusal =>
  new Refusal(
    'FORBIDDEN',
    'Expected a request with cookies to come from an allowed origin, or to have the header `apollo-require-preflight`, got neither.',
    403,
  );
