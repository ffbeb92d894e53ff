import { createHash, createPrivateKey, createPublicKey } from 'node:crypto';
import { SignJWT, jwtVerify } from 'jose';
import type { Participant } from './participant.ts';

/** Header that carries the statement from the privacy subgraph to a participant. */
export const PARTICIPATION_HEADER = 'x-participation';

const ISSUER = 'privacy';
const TYPE = 'participation+jwt';
const LIFETIME_SECONDS = 60;

/** One call, as a statement speaks of it: whom it is for, what is asked, and the very bytes that say of whom. */
export interface ParticipationCall {
  audience: Participant['name'];
  verb: string;
  body: string;
}

export type SignParticipation = (call: ParticipationCall) => Promise<string>;
/** Throws UnstatedParticipation when the statement is missing, forged, expired, or of another call. */
export type VerifyParticipation = (statement: string | undefined, call: ParticipationCall) => Promise<void>;

/** The call is not one that the privacy subgraph makes. */
export class UnstatedParticipation extends Error {
  constructor() {
    super('Expected a statement of this call signed by the privacy subgraph: nobody else asks participants.');
    this.name = 'UnstatedParticipation';
  }
}

/** Signs calls (EdDSA JWS, 60 s), each by itself: a statement of one body is of no use for another. */
export function createParticipationSigner(privateKeyPem: string): SignParticipation {
  const key = createPrivateKey(privateKeyPem);
  return ({ audience, verb, body }) =>
    new SignJWT({ verb, body: digestOf(body) })
      .setProtectedHeader({ alg: 'EdDSA', typ: TYPE })
      .setIssuer(ISSUER)
      .setAudience(audience)
      .setIssuedAt()
      .setExpirationTime(`${LIFETIME_SECONDS}s`)
      .sign(key);
}

export function createParticipationVerifier(publicKeyPem: string): VerifyParticipation {
  const key = createPublicKey(publicKeyPem);
  return async (statement, { audience, verb, body }) => {
    const verified = await jwtVerify(statement ?? '', key, {
      algorithms: ['EdDSA'],
      issuer: ISSUER,
      audience,
      typ: TYPE,
      requiredClaims: ['exp', 'iat'],
    }).catch(() => null);
    const { verb: stated, body: digest } = verified?.payload ?? {};
    if (stated !== verb || digest !== digestOf(body)) throw new UnstatedParticipation();
  };
}

const digestOf = (body: string): string => createHash('sha256').update(body).digest('base64url');
