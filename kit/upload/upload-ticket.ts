import { createPrivateKey } from 'node:crypto';
import { jwtVerify, SignJWT, type KeyObject } from 'jose';
import { z } from 'zod';
import { publishedKeyOf } from '../keys/published-key.ts';

/** The right to bring one file in, once, as it was said to be. */
export const uploadTicket = z.object({
  uploadId: z.string().regex(/^[0-9a-f]{24}$/),
  /** Name of the subgraph that takes it in. */
  to: z.string().max(20),
  kind: z.string().max(40),
  accountId: z.string().max(64),
  /** The sign-in that it was asked for by: what ends it ends the ticket. */
  sessionId: z.string().max(64),
  subjectRef: z.string().max(26),
  companyId: z.string().regex(/^[0-9a-f]{24}$/),
  byteSize: z.number().int().min(1),
  contentType: z.string().max(100),
  /** What the file is called, sealed for its uploader and this upload: an address must not say it. Base64url. */
  name: z.string().max(2_000),
});
export type UploadTicket = z.infer<typeof uploadTicket>;

const TICKET_SECONDS = 15 * 60;
const SIGNED = { algorithm: 'EdDSA', type: 'upload+jwt', issuer: 'trade-directory', audience: 'upload' } as const;

/** What the name of a file is sealed for, in a ticket. */
export const nameBound = (uploadId: string): string => `uploadTicket\n${uploadId}\nname`;

/** Signs tickets (JWS, RFC 7515) by the key of sessions, for a quarter of an hour from `now`. */
export function createTicketSigner(privateKeyPem: string) {
  const key = createPrivateKey(privateKeyPem);
  const named = publishedKeyOf(privateKeyPem);
  return async (ticket: UploadTicket, now: Date): Promise<{ signed: string; expiresAt: Date }> => {
    const from = Math.floor(now.getTime() / 1_000);
    const signed = await new SignJWT({ ...ticket })
      .setProtectedHeader({ alg: SIGNED.algorithm, typ: SIGNED.type, kid: (await named).kid })
      .setIssuer(SIGNED.issuer)
      .setAudience(SIGNED.audience)
      .setIssuedAt(from)
      .setExpirationTime(from + TICKET_SECONDS)
      .sign(key);
    return { signed, expiresAt: new Date((from + TICKET_SECONDS) * 1_000) };
  };
}

/** Reads tickets; rejects for one that none of the keys signed, that is over, or is no ticket. */
export async function createTicketVerifier(publicKeys: readonly string[], now: () => Date = () => new Date()) {
  const keys = new Map<unknown, KeyObject>();
  for (const pem of publicKeys) {
    const { kid, key } = await publishedKeyOf(pem);
    keys.set(kid, key);
  }
  return async (signed: string): Promise<UploadTicket> => {
    const keyOf = ({ kid }: { kid?: string }): KeyObject => {
      const key = keys.get(kid);
      if (!key) throw new Error('signed by a key that is not known');
      return key;
    };
    const { payload } = await jwtVerify(signed, keyOf, {
      algorithms: [SIGNED.algorithm],
      typ: SIGNED.type,
      issuer: SIGNED.issuer,
      audience: SIGNED.audience,
      maxTokenAge: TICKET_SECONDS,
      clockTolerance: 5,
      currentDate: now(),
    });
    return uploadTicket.parse(payload);
  };
}
