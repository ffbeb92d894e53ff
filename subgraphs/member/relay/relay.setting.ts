import { resolve } from 'node:dns/promises';
import { z } from 'zod';
import type { Config } from '../../../kit/config/config.ts';
import { port, type Setting } from '../../../kit/config/setting.ts';
import type { Resolver } from '../../../kit/mail/inbound/authenticate-mail.ts';

/** Where mail comes in for the addresses that stand for buyers and suppliers. */
export interface RelayOptions {
  domain: string;
  host: string;
  /** Null: no mail comes in. */
  port: number | null;
  /** Null: no STARTTLS. */
  tls: { key: string; cert: string } | null;
  /** By which it is found out where a mail is from; null: it is not. */
  resolver: Resolver | null;
}

const relayDomain: Setting<string> = {
  type: z.string().regex(/^(?=.{1,180}$)[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)+$/),
  expected: 'a domain in small letters, such as relay.directory.example',
  fallback: 'relay.localhost',
};
const pem = (what: string): Setting<string | null> => ({
  type: z
    .string()
    .transform((value) => value.trim() || null)
    .refine((value) => value === null || value.includes(`${what}-----`)),
  expected: `a ${what.toLowerCase()} in PEM`,
  fallback: ' ',
  secret: true,
});

export const relayShape = {
  MAIL_RELAY_DOMAIN: relayDomain,
  /** 0: no mail comes in. */
  SMTP_IN_PORT: port(0),
  SMTP_IN_KEY: pem('PRIVATE KEY'),
  SMTP_IN_CERTIFICATE: pem('CERTIFICATE'),
};

/** Outside production nothing is asked of the domain name system: names there are made up. Throws when half of what STARTTLS needs is given. */
export function relayOptionsOf(config: Config<typeof relayShape> & { HOST: string; NODE_ENV: string }): RelayOptions {
  const { SMTP_IN_KEY: key, SMTP_IN_CERTIFICATE: cert } = config;
  if ((key === null) !== (cert === null)) {
    throw new Error('Expected SMTP_IN_KEY and SMTP_IN_CERTIFICATE, or none of them, got one.');
  }
  return {
    domain: config.MAIL_RELAY_DOMAIN,
    host: config.HOST,
    port: config.SMTP_IN_PORT || null,
    tls: key !== null && cert !== null ? { key, cert } : null,
    resolver: config.NODE_ENV === 'production' ? (name, type) => resolve(name, type) as Promise<string[]> : null,
  };
}
