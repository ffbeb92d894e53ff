import { createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto';
import { SignJWT, jwtVerify } from 'jose';
import { LRUCache } from 'lru-cache';
import { anonymous, ROLES, type Viewer } from './viewer.ts';

/** Header that carries the statement from the gateway to a subgraph. */
export const VIEWER_HEADER = 'x-viewer';

const ISSUER = 'gateway';
const AUDIENCE = 'subgraph';
const LIFETIME_SECONDS = 60;
const RENEW_AFTER_MS = 30_000;

/** Signs viewer statements (EdDSA JWS, 60 s); one statement serves a viewer for 30 s. */
export function createViewerSigner(privateKeyPem: string): (viewer: Viewer) => Promise<string> {
  const key = createPrivateKey(privateKeyPem);
  const statements = new LRUCache<string, Promise<string>>({ max: 10_000, ttl: RENEW_AFTER_MS });
  return (viewer) => {
    const subject = viewer.kind === 'anonymous' ? '' : JSON.stringify([viewer.accountId, viewer.roles]);
    const known = statements.get(subject);
    if (known) return known;
    const made = sign(viewer, key);
    statements.set(subject, made);
    return made;
  };
}

/** Reads statements. Throws when one is missing, forged, expired or meant for somebody else. */
export function createViewerVerifier(
  publicKeyPem: string,
): (statement: string | undefined) => Promise<Viewer> | Viewer {
  const key = createPublicKey(publicKeyPem);
  const verified = new LRUCache<string, Viewer>({ max: 10_000, ttl: 1, ttlAutopurge: false });
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

const sign = (viewer: Viewer, key: KeyObject): Promise<string> =>
  new SignJWT(viewer.kind === 'anonymous' ? {} : { sub: viewer.accountId, roles: viewer.roles })
    .setProtectedHeader({ alg: 'EdDSA', typ: 'viewer+jwt' })
    .setIssuer(ISSUER)
    .setAudience(AUDIENCE)
    .setIssuedAt()
    .setExpirationTime(`${LIFETIME_SECONDS}s`)
    .sign(key);

async function verify(statement: string, key: KeyObject, verified: LRUCache<string, Viewer>): Promise<Viewer> {
  const { payload } = await jwtVerify(statement, key, {
    algorithms: ['EdDSA'],
    issuer: ISSUER,
    audience: AUDIENCE,
    typ: 'viewer+jwt',
    requiredClaims: ['exp', 'iat'],
  }).catch(() => {
    throw new UnsignedCall();
  });
  const stated = (payload['roles'] as string[] | undefined) ?? [];
  const roles = ROLES.filter((role) => stated.includes(role));
  const viewer: Viewer = payload.sub ? { kind: 'account', accountId: payload.sub, roles } : anonymous;
  verified.set(statement, viewer, { ttl: Math.max(1, payload.exp! * 1000 - Date.now()) });
  return viewer;
}
