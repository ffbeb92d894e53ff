import type { PersonalCategory } from '../../kit/record/personal.ts';
import type { PURPOSES } from './purposes.ts';

/** Somebody outside the directory whom it hands something to. */
export interface Recipient {
  readonly name: string;
  /** Of what personal data; empty: none. */
  readonly categories: readonly PersonalCategory[];
  readonly purposes: readonly (keyof typeof PURPOSES)[];
  /** What it gets, in one sentence. */
  readonly receives: string;
  /** How a copy comes to be deleted when a person is erased. */
  readonly erasure: 'order' | 'our own call' | 'nothing to erase';
}

/**
 * Everybody outside who is handed anything, by the code that disclosures and orders name. The table is closed: nothing else leaves. Where each
 * of them is says the configuration; in which country is not known to the software, and stands in the privacy policy of an installation.
 */
export const RECIPIENTS = {
  MAIL_PROVIDER: {
    name: 'The provider that carries our mail',
    categories: ['user.contact.email', 'user.name', 'user.content.private', 'user.account.settings'],
    purposes: ['account', 'security', 'correspondence', 'verification', 'alerts', 'rights'],
    receives: 'The address of whoever is written to, and the mail.',
    erasure: 'order',
  },
  FCM: {
    name: 'Firebase Cloud Messaging, which wakes Android devices',
    categories: ['user.device.device_id'],
    purposes: ['alerts'],
    receives: 'The token that it gave the app itself, and ids of what the message is about; no text.',
    erasure: 'order',
  },
  APNS: {
    name: 'The Apple Push Notification service, which wakes Apple devices',
    categories: ['user.device.device_id'],
    purposes: ['alerts'],
    receives: 'The token that it gave the app itself, and ids of what the message is about; no text.',
    erasure: 'order',
  },
  OBJECT_STORE: {
    name: 'The store where product pictures are kept, where it is not our own database',
    categories: ['user.content.public'],
    purposes: ['publishing'],
    receives: 'Product pictures, as everybody sees them.',
    erasure: 'our own call',
  },
  KEY_STORE: {
    name: 'The service that wraps data keys, where it is not our own',
    categories: [],
    purposes: [],
    receives: 'Data keys of people, to wrap and unwrap; nothing that is sealed under them.',
    erasure: 'nothing to erase',
  },
  NAME_SERVERS: {
    name: 'The name servers that the machine is set to use',
    categories: [],
    purposes: [],
    receives: 'The names of the hosts above, and the domains that mail says it comes in from; never an address.',
    erasure: 'nothing to erase',
  },
  AUDIT_WITNESS: {
    name: 'The witness of the audit log',
    categories: [],
    purposes: [],
    receives: 'Signed heads of the log: sizes and hashes.',
    erasure: 'nothing to erase',
  },
} as const satisfies Readonly<Record<string, Recipient>>;

export type RecipientCode = keyof typeof RECIPIENTS;
export const RECIPIENT_CODES = Object.keys(RECIPIENTS) as [RecipientCode, ...RecipientCode[]];
