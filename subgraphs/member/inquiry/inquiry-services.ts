import type { Connection } from 'mongoose';
import type { Idempotency } from '../../../kit/idempotency/idempotency.ts';
import type { Log } from '../../../kit/log/log.ts';
import type { Keyring } from '../../../kit/sealing/keyring.ts';
import type { Accounts } from '../account/accounts.ts';
import type { Allowances } from '../allowance/allowances.ts';
import type { Companies } from '../company/companies.ts';
import { guestRecord } from '../guest/guest.record.ts';
import { Guests } from '../guest/guests.ts';
import { inquiryMessageRecord } from '../inquiry-message/inquiry-message.record.ts';
import type { Mails } from '../mail/mails.ts';
import type { Memberships } from '../membership/memberships.ts';
import { BuyerAddresses } from './buyer-addresses.ts';
import { InquiryBounds } from './inquiry-bounds.ts';
import { InquiryChanges } from './inquiry-changes.ts';
import { InquiryLetters } from './inquiry-letters.ts';
import { InquiryProofs } from './inquiry-proofs.ts';
import { InquirySending } from './inquiry-sending.ts';
import { InquiryStore } from './inquiry-store.ts';
import { InquirySweep } from './inquiry-sweep.ts';
import { InquiryTargets } from './inquiry-targets.ts';
import { InquiryThreads } from './inquiry-threads.ts';
import { InquiryViews } from './inquiry-views.ts';
import { inquiryRecord } from './inquiry.record.ts';
import { Participants } from './participants.ts';
import { PendingInquiries } from './pending-inquiries.ts';
import { pendingInquiryRecord } from './pending-inquiry.record.ts';

export const INQUIRY_RECORDS = [guestRecord, pendingInquiryRecord, inquiryRecord, inquiryMessageRecord] as const;

export interface InquiryServicesParts {
  connection: Connection;
  events: Connection;
  keyring: Keyring;
  companies: Companies;
  memberships: Memberships;
  accounts: Accounts;
  allowances: Allowances;
  mails: Mails;
  idempotency: Idempotency;
  /** Those of these guests who hold subscriptions; nobody when absent. */
  holdingGuests?: (ids: string[]) => Promise<string[]>;
  log: Log;
  now?: () => Date;
}

/** What carries inquiries and answers between buyers and companies, each made once. */
export function inquiryServices(parts: InquiryServicesParts) {
  const { connection, events, keyring, companies, accounts, allowances } = parts;
  const store = new InquiryStore(connection, keyring);
  const guests = new Guests(connection, keyring);
  const pending = new PendingInquiries(connection, keyring);
  const buyerAddresses = new BuyerAddresses(accounts, guests);
  const letters = new InquiryLetters({ ...parts, addresses: buyerAddresses });
  const inquiryThreads = new InquiryThreads({ ...parts, store, guests, letters });
  const targets = new InquiryTargets(events, companies);
  const bounds = new InquiryBounds(allowances, keyring);
  const participants = new Participants({ ...parts, guests });
  const made = { ...parts, store, guests, pending, targets, bounds, participants, threads: inquiryThreads };
  return {
    guests,
    buyerAddresses,
    inquiryThreads,
    inquiryViews: new InquiryViews(store, participants),
    inquirySending: new InquirySending(made),
    inquiryProofs: new InquiryProofs(made),
    inquiryChanges: new InquiryChanges(made),
    // Files come by mail alone, and none is taken in yet.
    inquirySweep: new InquirySweep({ holdingGuests: async () => [], ...made, removeFile: async () => undefined }),
  };
}
