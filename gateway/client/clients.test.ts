import { client } from '../../kit/viewer/client.ts';
import { Clients } from './clients.ts';

const clients = new Clients('a secret of all gateways');
const FIREFOX = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:128.0) Gecko/20100101 Firefox/128.0';
const SAFARI =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1';

it.each([
  ['203.0.113.77', '203.0.113.0/24'],
  ['::ffff:203.0.113.77', '203.0.113.0/24'],
  ['2001:db8:aaaa:bbbb:1::7', '2001:db8:aaaa::/48'],
  ['::1', '::/48'],
  ['no address', 'unknown'],
  ['', 'unknown'],
])('of %s only the network is said', (address, network) => {
  expect(clients.of(address, undefined).network).toBe(network);
});

it('tells addresses apart, but not the addresses of one subscriber, and every gateway with the secret does alike', () => {
  const key = (address: string, of = clients) => of.of(address, undefined).addressKey;
  expect(key('203.0.113.77')).not.toBe(key('203.0.113.78'));
  expect(key('::ffff:203.0.113.77')).toBe(key('203.0.113.77'));
  expect(key('2001:db8:a:b::1')).toBe(key('2001:db8:a:b:c::2'));
  expect(key('2001:db8:a:b::1')).not.toBe(key('2001:db8:a:c::1'));
  expect(key('203.0.113.77', new Clients('a secret of all gateways'))).toBe(key('203.0.113.77'));
  expect(key('203.0.113.77', new Clients('another'))).not.toBe(key('203.0.113.77'));
});

it.each([
  [FIREFOX, 'Firefox on Windows'],
  [SAFARI, 'Safari on iOS'],
  ['okhttp/4.12.0', 'unknown'],
  ['Ayse-Yilmaz-Phone/1.0 (ayse@example.com)', 'unknown'],
  ['', 'unknown'],
  [undefined, 'unknown'],
])('of what a program says of itself (%p) only a known name is taken', (agent, device) => {
  expect(clients.of('203.0.113.77', agent).device).toBe(device);
});

it('stays within what a statement may carry, whatever came', () => {
  for (const agent of [
    FIREFOX,
    SAFARI,
    '(((('.repeat(200),
    `${'x'.repeat(100_000)} Firefox/128.0`,
    '\u0000',
    'Mozilla/5.0 '.repeat(50),
  ])
    expect(() => client.parse(clients.of('2001:db8:ffff:ffff:ffff:ffff:ffff:ffff', agent))).not.toThrow();
});
