import { createPrivateKey, generateKeyPairSync } from 'node:crypto';
import { decodeJwt, decodeProtectedHeader, SignJWT, type JWTHeaderParameters } from 'jose';
import { createSessionSigner } from '../../kit/session/session-token.ts';
import { Sessions } from './sessions.ts';

const pair = () =>
  generateKeyPairSync('ed25519', {
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    publicKeyEncoding: { type: 'spki', format: 'pem' },
  });
const [older, newer, foreign] = [pair(), pair(), pair()];
const accountId = '65f0000000000000000000aa';
const sessionId = '65f0000000000000000000bb';
const session = { accountId, sessionId, roles: ['SUPPORT'], seconds: 60 } as const;

/** What comes of a token: the account, or the code and the reason of the refusal. */
const outcome = (sessions: Sessions, token: string): Promise<unknown> =>
  sessions.viewerOf([`Bearer ${token}`]).then(
    ({ kind, ...rest }) => ({ kind, ...rest }),
    ({ code, status, message }: { code: string; status: number; message: string }) => [code, status, message],
  );
const parts = (token: string) => ({
  header: decodeProtectedHeader(token) as JWTHeaderParameters,
  payload: decodeJwt(token),
});
const EXPIRED = ['UNAUTHENTICATED', 401, expect.stringContaining('has expired')];
const NOT_VALID = ['UNAUTHENTICATED', 401, expect.stringContaining('not valid')];
const ACCOUNT = { kind: 'account', accountId, sessionId, roles: ['SUPPORT'] };

it('takes tokens of each key that it is given, and of no other', async () => {
  const sessions = await Sessions.open([older.publicKey, newer.publicKey]);
  for (const { privateKey } of [older, newer])
    expect(await outcome(sessions, await createSessionSigner(privateKey)(session))).toEqual(ACCOUNT);
  const token = await createSessionSigner(foreign.privateKey)(session);
  expect(await outcome(sessions, token)).toEqual(NOT_VALID);
  expect(await outcome(await Sessions.open([]), token)).toEqual(NOT_VALID);
});

it.each([
  ['one that was used before', true],
  ['one that was not', false],
])('a token ends with its time, and five seconds for clocks that differ: %s', async (_, usedBefore) => {
  const start = Math.floor(Date.now() / 1_000) * 1_000;
  let now = start;
  const sessions = await Sessions.open([older.publicKey], () => now);
  const { header, payload } = parts(await createSessionSigner(older.privateKey)(session));
  const token = await new SignJWT({ ...payload, iat: start / 1_000, exp: start / 1_000 + 60 })
    .setProtectedHeader(header)
    .sign(createPrivateKey(older.privateKey));
  if (usedBefore) expect(await outcome(sessions, token)).toEqual(ACCOUNT);
  now = start + 64_999;
  expect(await outcome(sessions, token)).toEqual(ACCOUNT);
  now = start + 65_000;
  expect(await outcome(sessions, token)).toEqual(EXPIRED);
});

it('a token begins with its time, five seconds of which may be to come', async () => {
  const now = Math.floor(Date.now() / 1_000);
  const sessions = await Sessions.open([older.publicKey], () => now * 1_000);
  const { header, payload } = parts(await createSessionSigner(older.privateKey)(session));
  for (const [early, expected] of [
    [5, ACCOUNT],
    [6, NOT_VALID],
  ] as const)
    for (const times of [{ iat: now + early }, { iat: now, nbf: now + early }]) {
      const token = new SignJWT({ ...payload, ...times, exp: now + 60 })
        .setProtectedHeader(header)
        .sign(createPrivateKey(older.privateKey));
      expect(await outcome(sessions, await token)).toEqual(expected);
    }
});

it('none is signed that the gateway would refuse for its length', async () => {
  const sign = createSessionSigner(older.privateKey);
  for (const seconds of [0, -1, 3_601, Number.NaN])
    await expect(sign({ ...session, seconds })).rejects.toThrow('1 to 3600 seconds');
  expect(await outcome(await Sessions.open([older.publicKey]), await sign({ ...session, seconds: 3_600 }))).toEqual(
    ACCOUNT,
  );
});
