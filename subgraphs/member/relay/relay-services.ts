import type { Connection } from 'mongoose';
import type { Log } from '../../../kit/log/log.ts';
import { domainOf } from '../../../kit/mail/mail-address.ts';
import { openMailDoor, type MailDoor } from '../../../kit/mail/inbound/mail-door.ts';
import type { Keyring } from '../../../kit/sealing/keyring.ts';
import type { Allowances } from '../../../kit/allowance/allowances.ts';
import { HOPS_FIELD } from '../../../kit/mail/outgoing/letter.ts';
import { MOST_MAIL_BYTES } from './inbound-mail.record.ts';
import { InboundMails } from './inbound-mails.ts';
import { nobody, type Receiver } from './receiver.ts';
import { RelayAddresses } from './relay-addresses.ts';
import type { RelayOptions } from './relay.setting.ts';

export interface RelayServicesParts {
  connection: Connection;
  keyring: Keyring;
  /** No mail comes in when absent. */
  relay?: RelayOptions;
  /** Whom the directory's own mails are from. */
  from: string;
  /** Whoever keeps the threads. */
  receiver?: Receiver;
  /** Made before, for whoever keeps the threads. */
  relayAddresses?: RelayAddresses;
  /** Counts what comes in; nothing is counted when absent. */
  allowances?: Pick<Allowances, 'take'>;
  log: Log;
  now?: () => Date;
}

/** Where nothing is said: addresses of a domain that leads nowhere. */
export const NOWHERE: RelayOptions = {
  domain: 'relay.localhost',
  host: '127.0.0.1',
  port: null,
  tls: null,
  resolver: null,
};

/** What keeps the addresses that stand for buyers and suppliers, and takes in what is written to them. */
export function relayServices({
  relay = NOWHERE,
  receiver = nobody,
  relayAddresses: made,
  ...parts
}: RelayServicesParts) {
  const { domain, host, port, tls, resolver } = relay;
  const relayAddresses = made ?? new RelayAddresses(parts.connection, parts.keyring, domain);
  const own = { domains: [domain, domainOf(parts.from.replace(/>\s*$/, ''))], hopsField: HOPS_FIELD };
  const inboundMails = new InboundMails({ ...parts, addresses: relayAddresses, receiver, own, resolver });
  return {
    relayAddresses,
    inboundMails,
    /** Lets mail in; null: none is to come in. */
    openMailDoor: async (): Promise<MailDoor | null> =>
      port === null
        ? null
        : openMailDoor({
            port,
            host,
            name: domain,
            tls,
            knows: async (address) => (await relayAddresses.mailbox(address)) !== null,
            take: (mail) => inboundMails.take(mail),
            bounds: { bytes: MOST_MAIL_BYTES },
          }),
  };
}
