import { createServer, type Http2Server } from 'node:http2';
import type { AddressInfo } from 'node:net';
import { Http2PushGateway } from './http2-push-gateway.ts';
import type { PushMessage } from './push-gateway.ts';
import { pushSink } from './push-sink.ts';

interface Taken {
  path: string;
  headers: Record<string, unknown>;
  body: unknown;
}

let server: Http2Server;
let gateway: Http2PushGateway;
const taken: Taken[] = [];
let answer: { status: number; body: string };

beforeAll(async () => {
  server = createServer();
  server.on('stream', (stream, headers) => {
    let body = '';
    stream.setEncoding('utf8');
    stream.on('data', (chunk: string) => (body += chunk));
    stream.on('end', () => {
      taken.push({ path: String(headers[':path']), headers, body: JSON.parse(body) as unknown });
      stream.respond({ ':status': answer.status });
      stream.end(answer.body);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  gateway = new Http2PushGateway({
    fcm: { origin, authorization: () => 'Bearer fcm', project: 'trade' },
    apns: { origin, authorization: async () => 'bearer apns', topic: 'example.trade' },
    now: () => 1_000_000,
  });
});
beforeEach(() => {
  taken.length = 0;
  answer = { status: 200, body: '{}' };
});
afterAll(async () => {
  await gateway.close();
  await new Promise((resolve) => server.close(resolve));
});

const message = (platform: PushMessage['platform']): PushMessage => ({
  platform,
  token: 'device-token-of-the-app',
  collapseId: 'subscription',
  ids: { kind: 'alert', productIds: 'UHJvZHVjdA' },
});

it('wakes by FCM with ids alone', async () => {
  expect(await gateway.send(message('FCM'))).toBe('SENT');
  expect(taken).toMatchObject([
    {
      path: '/v1/projects/trade/messages:send',
      headers: { authorization: 'Bearer fcm' },
      body: {
        message: {
          token: 'device-token-of-the-app',
          data: { kind: 'alert', productIds: 'UHJvZHVjdA' },
          android: { collapse_key: 'subscription', priority: 'NORMAL', ttl: '86400s' },
        },
      },
    },
  ]);
});

it('wakes by APNs with ids alone', async () => {
  expect(await gateway.send(message('APNS'))).toBe('SENT');
  expect(taken).toMatchObject([
    {
      path: '/3/device/device-token-of-the-app',
      headers: {
        authorization: 'bearer apns',
        'apns-topic': 'example.trade',
        'apns-push-type': 'background',
        'apns-collapse-id': 'subscription',
        'apns-expiration': '87400',
      },
      body: { aps: { 'content-available': 1 }, kind: 'alert', productIds: 'UHJvZHVjdA' },
    },
  ]);
});

it.each([
  ['APNS', 410, '{"reason":"Unregistered"}'],
  ['APNS', 400, '{"reason":"BadDeviceToken"}'],
  ['FCM', 404, '{"error":{"details":[{"errorCode":"UNREGISTERED"}]}}'],
] as const)('knows that an app is gone: %s %d', async (platform, status, body) => {
  answer = { status, body };
  expect(await gateway.send(message(platform))).toBe('GONE');
});

it('throws for what may go better later, without saying to whom', async () => {
  answer = { status: 503, body: 'device-token-of-the-app' };
  const failed = await gateway.send(message('FCM')).catch((error: Error) => error);
  expect(String(failed)).toBe('Error: expected FCM to take it, got status 503');
  const nowhere = new Http2PushGateway({ fcm: null, apns: null });
  await expect(nowhere.send(message('APNS'))).rejects.toThrow('expected a way to APNS, got none');
});

it('keeps the newest in the sink, and loses a token', async () => {
  const sink = pushSink(1);
  await sink.send(message('FCM'));
  await sink.send(message('APNS'));
  expect(sink.pushes().map(({ platform }) => platform)).toEqual(['APNS']);
  sink.lose('device-token-of-the-app');
  expect(await sink.send(message('APNS'))).toBe('GONE');
});
