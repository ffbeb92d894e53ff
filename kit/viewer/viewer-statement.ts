import { createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto';
import { SignJWT, jwtVerify } from 'jose';
import { LRUCache } from 'lru-cache';
import { client, type Client } from './client.ts';
import { anonymous, ROLES, type Viewer } from './viewer.ts';

/** Header that carries the statement from the gateway to a subgraph. */
export const VIEWER_HEADER = 'x-viewer';

const ISSUER = 'gateway';
const AUDIENCE = 'subgraph';
const LIFETIME_SECONDS = 60;
const RENEW_AFTER_MS = 30_000;

/** Who asks, and for what may change something also from where. */
export interface Stated {
  viewer: Viewer;
  /** Null: the call only reads. */
  client: Client | null;
}

/** Signs viewer statements (EdDSA JWS, 60 s); one statement serves the reads of a viewer for 30 s, and each change has its own. */
export function createViewerSigner(privateKeyPem: string): (viewer: Viewer, from?: Client | null) => Promise<string> {
  const key = createPrivateKey(privateKeyPem);
  const statements = new LRUCache<string, Promise<string>>({ max: 10_000, ttl: RENEW_AFTER_MS });
  return (viewer, from = null) => {
    if (from) return sign(viewer, key, from);
    const subject =
      viewer.kind === 'anonymous' ? '' : JSON.stringify([viewer.accountId, viewer.sessionId, viewer.roles]);
    const known = statements.get(subject);
    if (known) return known;
    const made = sign(viewer, key, null);
    statements.set(subject, made);
    return made;
  };
}

/** Reads statements. Throws when one is missing, forged, expired or meant for somebody else. */
export function createViewerVerifier(
  publicKeyPem: string,
): (statement: string | undefined) => Promise<Stated> | Stated {
  const key = createPublicKey(publicKeyPem);
  const verified = new LRUCache<string, Stated>({ max: 10_000, ttl: 1, ttlAutopurge: false });
  return (statement) => {
    if (!statement) throw new UnsignedCall();
    return verified.get(statement) ?? verify(statement, key, verified);
  };
}

/** The call did not come through the gateway. */
class UnsignedCall extends Error {
  constructor() {
    super('Expected a viewer statement signed by the gateway: call the gateway, not the subgraph.');
  }
}

const sign = (viewer: Viewer, key: KeyObject, from: Client | null): Promise<string> =>
  new SignJWT({
    ...(viewer.kind === 'account' && { sub: viewer.accountId, sid: viewer.sessionId, roles: viewer.roles }),
    ...(from && { client: { ...from } }),
  })
    .setProtectedHeader({ alg: 'EdDSA', typ: 'viewer+jwt' })
    .setIssuer(ISSUER)
    .setAudience(AUDIENCE)
    .setIssuedAt()
    .setExpirationTime(`${LIFETIME_SECONDS}s`)
    .sign(key);

async function verify(statement: string, key: KeyObject, verified: LRUCache<string, Stated>): Promise<Stated> {
  const { payload } = await jwtVerify(statement, key, {
    algorithms: ['EdDSA'],
    issuer: ISSUER,
    audience: AUDIENCE,
    typ: 'viewer+jwt',
    requiredClaims: ['exp', 'iat'],
  }).catch(() => {
    throw new UnsignedCall();
  });
  const given = (payload['roles'] as string[] | undefined) ?? [];
  const roles = ROLES.filter((role) => given.includes(role));
  const viewer: Viewer = payload.sub
    ? { kind: 'account', accountId: payload.sub, sessionId: String(payload['sid']), roles }
    : anonymous;
  const stated: Stated = { viewer, client: payload['client'] === undefined ? null : client.parse(payload['client']) };
  // A statement of a change is read once.
  if (!stated.client) verified.set(statement, stated, { ttl: Math.max(1, payload.exp! * 1000 - Date.now()) });
  return stated;
}
