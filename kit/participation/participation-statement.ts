import { createHash, createPrivateKey, createPublicKey, sign, verify, type KeyObject } from 'node:crypto';
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

const encoded = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
/** Of every statement, and of nothing else: none says of itself by what it is to be verified. */
const HEADER = encoded({ alg: 'EdDSA', typ: TYPE });

/**
 * Signs calls (EdDSA JWS, 60 s), each by itself: a statement of one body is of no use for another. An erasure is dozens of calls: signing and
 * verifying take a tenth of a millisecond each, less than it takes to hand them to another thread.
 */
export function createParticipationSigner(privateKeyPem: string): SignParticipation {
  const key = createPrivateKey(privateKeyPem);
  return async ({ audience, verb, body }) => {
    const iat = secondsNow();
    const claims = { verb, body: digestOf(body), iss: ISSUER, aud: audience, iat, exp: iat + LIFETIME_SECONDS };
    const signed = `${HEADER}.${encoded(claims)}`;
    return `${signed}.${sign(null, Buffer.from(signed), key).toString('base64url')}`;
  };
}

export function createParticipationVerifier(publicKeyPem: string): VerifyParticipation {
  const key = createPublicKey(publicKeyPem);
  return async (statement, { audience, verb, body }) => {
    const { iss, aud, iat, exp, ...stated } = claimsOf(statement ?? '', key);
    const isOurs = iss === ISSUER && aud === audience;
    const isNow = typeof iat === 'number' && typeof exp === 'number' && exp > secondsNow();
    if (!isOurs || !isNow || stated['verb'] !== verb || stated['body'] !== digestOf(body))
      throw new UnstatedParticipation();
  };
}

/** None where it is not signed with the key, whatever it says. */
function claimsOf(statement: string, key: KeyObject): Record<string, unknown> {
  const [header, claims, signature, ...more] = statement.split('.');
  if (header !== HEADER || !claims || !signature || more.length > 0) return {};
  if (!verify(null, Buffer.from(`${header}.${claims}`), key, Buffer.from(signature, 'base64url'))) return {};
  return JSON.parse(Buffer.from(claims, 'base64url').toString()) as Record<string, unknown>;
}

const secondsNow = (): number => Math.floor(Date.now() / 1_000);

const digestOf = (body: string): string => createHash('sha256').update(body).digest('base64url');
