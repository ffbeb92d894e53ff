import { host } from '../../../kit/config/setting.ts';
import { processShape, readConfig } from '../../../kit/config/config.ts';
import { relayOptionsOf, relayShape } from './relay.setting.ts';

const read = (env: Record<string, string>) =>
  relayOptionsOf(readConfig({ ...processShape, HOST: host, ...relayShape }, env));
const KEY = '-----BEGIN PRIVATE KEY-----\nMA==\n-----END PRIVATE KEY-----';
const CERTIFICATE = '-----BEGIN CERTIFICATE-----\nMA==\n-----END CERTIFICATE-----';

it('lets no mail in unless a port is named, and asks nobody about domains in development', () => {
  expect(read({})).toEqual({ domain: 'relay.localhost', host: '127.0.0.1', port: null, tls: null, resolver: null });
  expect(read({ SMTP_IN_PORT: '0' }).port).toBeNull();
  expect(read({ SMTP_IN_PORT: '2525', NODE_ENV: 'production' })).toMatchObject({
    port: 2525,
    resolver: expect.any(Function),
  });
});

it('takes a key and a certificate, or none', () => {
  expect(read({ SMTP_IN_KEY: KEY, SMTP_IN_CERTIFICATE: CERTIFICATE }).tls).toEqual({ key: KEY, cert: CERTIFICATE });
  expect(() => read({ SMTP_IN_KEY: KEY })).toThrow('or none of them');
  expect(() => read({ SMTP_IN_KEY: CERTIFICATE, SMTP_IN_CERTIFICATE: KEY })).toThrow('mistake');
});

it.each(['Relay.Example', 'relay', 'relay.example.', 'a b.example', '-a.example', 'a@b.example'])(
  'takes %j for no domain',
  (MAIL_RELAY_DOMAIN) => {
    expect(() => read({ MAIL_RELAY_DOMAIN })).toThrow('a domain in small letters');
  },
);
