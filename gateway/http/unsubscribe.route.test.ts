import { randomBytes } from 'node:crypto';
import { gatewayOver, type SmallGateway } from '../../test/kit/gateway-over.ts';

/** What the member subgraph was asked to end. */
const asked: unknown[] = [];
let works = true;
let gateway: SmallGateway;
beforeAll(async () => {
  gateway = await gatewayOver({
    member: (_, variables) => {
      asked.push(Object.values(variables)[0]);
      if (!works) throw new Error('away');
      return { data: { endSubscriptionByToken: { __typename: 'EndedSubscriptions' } } };
    },
    catalog: () => null,
  });
});
beforeEach(() => {
  asked.length = 0;
  works = true;
});
afterAll(() => gateway.server.stop());

const token = randomBytes(12).toString('hex') + randomBytes(32).toString('base64url');
const ONE_CLICK = 'List-Unsubscribe=One-Click';
const IN_PARTS = `--x\r\nContent-Disposition: form-data; name="List-Unsubscribe"\r\n\r\nOne-Click\r\n--x--\r\n`;
const post = (path: string, type: string, body: string, headers: Record<string, string> = {}) =>
  fetch(`${gateway.address}${path}`, { method: 'POST', body, headers: { 'content-type': type, ...headers } });

it.each([
  ['application/x-www-form-urlencoded', ONE_CLICK],
  ['application/x-www-form-urlencoded; charset=utf-8', ONE_CLICK],
  ['multipart/form-data; boundary=x', IN_PARTS],
])('ends a subscription with one click, sent as %s', async (type, body) => {
  const answer = await post(`/unsubscribe/${token}`, type, body, { cookie: 'session=somebody' });
  expect([answer.status, answer.headers.get('set-cookie'), answer.headers.get('cache-control')]).toEqual([
    200,
    null,
    'no-store',
  ]);
  await post(`/unsubscribe/${token}?digest`, type, body);
  expect(asked).toEqual([
    { token, digest: false },
    { token, digest: true },
  ]);
});

it('changes nothing by GET, and says the same of a token that is none', async () => {
  for (const path of [`/unsubscribe/${token}`, `/unsubscribe/${token}?digest`, '/unsubscribe/none']) {
    const answer = await fetch(`${gateway.address}${path}`, { headers: { 'accept-language': 'tr' } });
    expect([answer.status, answer.headers.get('referrer-policy')]).toEqual([200, 'no-referrer']);
    expect(await answer.text()).toContain('<form method="post">');
  }
  const none = await post('/unsubscribe/none', 'application/x-www-form-urlencoded', ONE_CLICK);
  const some = await post(`/unsubscribe/${token}`, 'application/x-www-form-urlencoded', ONE_CLICK);
  expect([none.status, await none.text()]).toEqual([200, await some.text()]);
  expect(asked).toHaveLength(1);
});

it('lets a mail program try again when it did not work, and takes no long body', async () => {
  works = false;
  expect((await post(`/unsubscribe/${token}`, 'application/x-www-form-urlencoded', ONE_CLICK)).status).toBe(503);
  const long = await post(`/unsubscribe/${token}`, 'multipart/form-data; boundary=x', 'x'.repeat(2_000));
  expect(long.status).toBe(413);
  expect(asked).toHaveLength(1);
});

it('shows what was caught in development alone', async () => {
  const developing = await gatewayOver({ member: () => null, catalog: () => null }, true);
  for (const path of ['/dev/mailbox', '/dev/push']) {
    expect((await fetch(`${developing.address}${path}`)).status).toBe(200);
    expect((await fetch(`${gateway.address}${path}`)).status).toBe(404);
  }
  await developing.server.stop();
});
