import { createPrivateKey } from 'node:crypto';
import { SignJWT } from 'jose';
import { request } from 'undici';
import { agedValue } from './aged-value.ts';

/** By what Firebase Cloud Messaging knows a provider of messages: what counts of the file of a service account. */
export interface FcmAccount {
  clientEmail: string;
  /** RSA, PKCS #8 PEM. */
  privateKey: string;
  /** Where tokens are had, such as `https://oauth2.googleapis.com/token`. */
  tokenUri: string;
}

const SCOPE = 'https://www.googleapis.com/auth/firebase.messaging';
const GRANT = 'urn:ietf:params:oauth:grant-type:jwt-bearer';
const ASKED_SECONDS = 3_600;
/** It is renewed so much before it ends. */
const BEFORE_MS = 300_000;
const WITHIN_MS = 10_000;

/** The Authorization header for FCM: a token that is had for a statement which we sign (RFC 7523), kept while it is good. */
export function fcmAuthorization(account: FcmAccount, now?: () => number): () => Promise<string> {
  const { clientEmail, privateKey, tokenUri } = account;
  const signing = createPrivateKey(privateKey);
  return agedValue(async (at) => {
    const assertion = await new SignJWT({ scope: SCOPE })
      .setProtectedHeader({ alg: 'RS256', typ: 'JWT' })
      .setIssuer(clientEmail)
      .setAudience(tokenUri)
      .setIssuedAt(new Date(at))
      .setExpirationTime(new Date(at + ASKED_SECONDS * 1_000))
      .sign(signing);
    const { accessToken, seconds } = await asked(tokenUri, assertion);
    return { value: `Bearer ${accessToken}`, until: at + seconds * 1_000 - BEFORE_MS };
  }, now);
}

async function asked(tokenUri: string, assertion: string): Promise<{ accessToken: string; seconds: number }> {
  const { statusCode, body } = await request(tokenUri, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({ grant_type: GRANT, assertion }).toString(),
    headersTimeout: WITHIN_MS,
    bodyTimeout: WITHIN_MS,
  });
  const answer = (await body.json().catch(() => ({}))) as { access_token?: unknown; expires_in?: unknown };
  const { access_token: accessToken, expires_in: seconds } = answer;
  if (statusCode !== 200 || typeof accessToken !== 'string' || typeof seconds !== 'number')
    throw new Error(`expected a token for FCM, got status ${statusCode}`);
  return { accessToken, seconds };
}
