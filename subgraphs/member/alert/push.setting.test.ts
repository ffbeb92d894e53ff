import { createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { createServer as createHttp, type Server } from 'node:http';
import { createServer, type Http2Server } from 'node:http2';
import type { AddressInfo } from 'node:net';
import { jwtVerify } from 'jose';
import { readConfig } from '../../../kit/config/config.ts';
import { pushGatewayOf, pushShape } from './push.setting.ts';

const BEGUN = Date.UTC(2026, 10, 26);
const MINUTE = 60_000;
const pem = (key: KeyObject): string => key.export({ type: 'pkcs8', format: 'pem' }) as string;
const apnsKey = pem(generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey);
const fcmKey = pem(generateKeyPairSync('rsa', { modulusLength: 2_048 }).privateKey);
const APNS = { APNS_KEY: apnsKey, APNS_KEY_ID: 'ABCDE12345', APNS_TEAM_ID: 'TEAM012345', APNS_TOPIC: 'example.trade' };
const SENT = { token: 'device-token-of-the-app', collapseId: 'one', ids: { kind: 'alert' } };

let provider: Http2Server;
let tokens: Server;
let origin: string;
let tokenUri: string;
let now: number;
/** What the platforms were told of who sends. */
const authorizations: string[] = [];
const assertions: string[] = [];

const listening = async (server: Http2Server | Server): Promise<string> => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
};
beforeAll(async () => {
  provider = createServer();
  provider.on('stream', (stream, { authorization }) => {
    authorizations.push(String(authorization));
    stream.respond({ ':status': 200 });
    stream.end('{}');
  });
  tokens = createHttp((asked, answer) => {
    let body = '';
    asked.on('data', (chunk: Buffer) => (body += chunk.toString()));
    asked.on('end', () => {
      const form = new URLSearchParams(body);
      if (form.get('grant_type') === 'urn:ietf:params:oauth:grant-type:jwt-bearer')
        assertions.push(form.get('assertion')!);
      answer.end(JSON.stringify({ access_token: `token-${assertions.length}`, expires_in: 3_600 }));
    });
  });
  [origin, tokenUri] = [await listening(provider), `${await listening(tokens)}/token`];
});
beforeEach(() => {
  now = BEGUN;
  authorizations.length = assertions.length = 0;
});
afterAll(async () => {
  tokens.closeAllConnections();
  await Promise.all([provider, tokens].map((server) => new Promise((resolve) => server.close(resolve))));
});

const account = (given: object = {}) =>
  JSON.stringify({
    project_id: 'trade',
    client_email: 'directory@trade.example',
    private_key: fcmKey,
    token_uri: tokenUri,
    ...given,
  });
const gateway = (env: Record<string, string>) =>
  pushGatewayOf(readConfig(pushShape, { FCM_URL: origin, APNS_URL: origin, ...env }), () => now);

it('is known to APNs by a token of its own, which it renews before the hour is over', async () => {
  const push = gateway(APNS);
  const sentAfter = async (ms: number) => {
    now = BEGUN + ms;
    expect(await push.send({ ...SENT, platform: 'APNS' })).toBe('SENT');
    return authorizations.at(-1)!;
  };
  const first = await sentAfter(0);
  expect(await sentAfter(49 * MINUTE)).toBe(first);
  const second = await sentAfter(51 * MINUTE);
  await push.close();
  const read = async (authorization: string) => {
    const [, token] = /^bearer (.+)$/.exec(authorization)!;
    return jwtVerify(token!, createPublicKey(apnsKey), { algorithms: ['ES256'] });
  };
  const { payload, protectedHeader } = await read(first);
  expect([protectedHeader.kid, payload.iss, payload.iat]).toEqual(['ABCDE12345', 'TEAM012345', BEGUN / 1_000]);
  expect((await read(second)).payload.iat).toBe((BEGUN + 51 * MINUTE) / 1_000);
});

it('has a token for FCM by a statement that it signs, once for all who send, and renews it in time', async () => {
  const push = gateway({ FCM_SERVICE_ACCOUNT: account() });
  const send = () => push.send({ ...SENT, platform: 'FCM' });
  expect(await Promise.all([send(), send(), send()])).toEqual(['SENT', 'SENT', 'SENT']);
  now = BEGUN + 54 * MINUTE;
  await send();
  expect(new Set(authorizations)).toEqual(new Set(['Bearer token-1']));
  now = BEGUN + 56 * MINUTE;
  await send();
  await push.close();
  expect(authorizations.at(-1)).toBe('Bearer token-2');
  const { payload } = await jwtVerify(assertions[0]!, createPublicKey(fcmKey), {
    algorithms: ['RS256'],
    audience: tokenUri,
    issuer: 'directory@trade.example',
    currentDate: new Date(BEGUN),
  });
  expect(payload).toMatchObject({
    scope: 'https://www.googleapis.com/auth/firebase.messaging',
    exp: BEGUN / 1_000 + 3_600,
  });
});

it('wakes nobody where nothing is said, and says what is missing of what is said by half', async () => {
  await expect(gateway({}).send({ ...SENT, platform: 'FCM' })).rejects.toThrow('expected a way to FCM');
  for (const name of Object.keys(APNS)) {
    const { [name as keyof typeof APNS]: _, ...others } = APNS;
    expect(() => gateway(others)).toThrow('got 3 of the four');
  }
});

it.each<[string, () => Record<string, string>]>([
  ['FCM_SERVICE_ACCOUNT', () => ({ FCM_SERVICE_ACCOUNT: '{' })],
  ['FCM_SERVICE_ACCOUNT', () => ({ FCM_SERVICE_ACCOUNT: account({ private_key: apnsKey }) })],
  ['FCM_SERVICE_ACCOUNT', () => ({ FCM_SERVICE_ACCOUNT: account({ project_id: undefined }) })],
  ['FCM_SERVICE_ACCOUNT', () => ({ FCM_SERVICE_ACCOUNT: account({ token_uri: 'http://tokens.example' }) })],
  ['APNS_KEY', () => ({ ...APNS, APNS_KEY: fcmKey })],
  ['APNS_KEY_ID', () => ({ ...APNS, APNS_KEY_ID: 'abc' })],
  ['APNS_TOPIC', () => ({ ...APNS, APNS_TOPIC: 'a/b' })],
])('refuses %s that is none, without showing a secret', (name, env) => {
  const refused = (() => {
    try {
      return (gateway(env()), null);
    } catch (error) {
      return String(error);
    }
  })();
  expect(refused).toContain(name);
  expect(refused).not.toContain('PRIVATE KEY');
});
