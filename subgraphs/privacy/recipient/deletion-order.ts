import { createPrivateKey } from 'node:crypto';
import { CompactSign } from 'jose';
import { CERTIFICATE_PURPOSE, publishedKeyOf } from '../../../kit/keys/published-key.ts';
import type { RecipientCode } from '../../../schema/processing/recipients.ts';
import type { Disclosure } from '../../../schema/events/disclosure.record.ts';

export const ORDER_TYPE = 'deletion-order+jwt';
/** In one order; what is older is found by its day. */
const MOST_MAIL_IDS = 500;
const MOST_DAYS = 200;

/** What a recipient is told: when it was given something, and how it finds that. Nothing in it says of whom, but to who has the copies. */
export interface DeletionOrder {
  version: 1;
  iss: string;
  iat: number;
  controller: string;
  orderId: string;
  recipient: RecipientCode;
  categories: readonly string[];
  /** RFC 3339: until then an answer is expected. */
  dueBy: string;
  /** The newest first: days in UTC, and how many copies each. */
  days: { day: string; copies: number }[];
  /** Of mails: the left part of their Message-ID. */
  mailIds: string[];
}

/** Signs an order by the key of certificates; its type tells it from those. */
export async function signOrder(order: DeletionOrder, keyPem: string): Promise<string> {
  const { kid } = await publishedKeyOf(keyPem, CERTIFICATE_PURPOSE);
  return new CompactSign(Buffer.from(JSON.stringify(order)))
    .setProtectedHeader({ alg: 'EdDSA', typ: ORDER_TYPE, kid })
    .sign(createPrivateKey(keyPem));
}

/** By what a recipient finds its copies, within bounds. */
export function findable(disclosures: readonly Disclosure[]): Pick<DeletionOrder, 'days' | 'mailIds'> {
  const newest = disclosures.toSorted((one, other) => other.day.localeCompare(one.day));
  const copies = new Map<string, number>();
  for (const one of newest) copies.set(one.day, (copies.get(one.day) ?? 0) + one.copies);
  return {
    days: [...copies].slice(0, MOST_DAYS).map(([day, count]) => ({ day, copies: count })),
    mailIds: newest.flatMap(({ mailIds }) => mailIds).slice(0, MOST_MAIL_IDS),
  };
}
