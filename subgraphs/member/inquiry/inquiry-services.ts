import type { Connection } from 'mongoose';
import type { Idempotency } from '../../../kit/idempotency/idempotency.ts';
import type { GridFsStore } from '../../../kit/files/grid-fs.file-store.ts';
import type { Log } from '../../../kit/log/log.ts';
import type { Keyring } from '../../../kit/sealing/keyring.ts';
import { SignedAddress } from '../../../kit/upload/signed-address.ts';
import type { Accounts } from '../account/accounts.ts';
import type { Allowances } from '../../../kit/allowance/allowances.ts';
import type { Companies } from '../company/companies.ts';
import { endedKeys } from '../../../schema/events/ended-keys.ts';
import { guestRecord } from '../guest/guest.record.ts';
import { Guests } from '../guest/guests.ts';
import { inquiryMessageRecord } from '../inquiry-message/inquiry-message.record.ts';
import { MessageReleasing } from '../inquiry-message/message-releasing.ts';
import { cannedAnswerRecord } from '../inbox/canned-answer.record.ts';
import { CannedAnswers } from '../inbox/canned-answers.ts';
import { inquiryAssignmentRecord } from '../inbox/inquiry-assignment.record.ts';
import { InquiryAssignments } from '../inbox/inquiry-assignments.ts';
import { InquirySharing } from '../inbox/inquiry-sharing.ts';
import type { Mails } from '../mail/mails.ts';
import type { Memberships } from '../membership/memberships.ts';
import { BlockedBuyers } from '../report/blocked-buyers.ts';
import { BlockedWriters } from '../report/blocked-writers.ts';
import { Restrictions } from '../restriction/restrictions.ts';
import { StoppedAddresses } from '../restriction/stopped-addresses.ts';
import type { RelayAddresses } from '../relay/relay-addresses.ts';
import { AnsweringMembers } from './answering-members.ts';
import { BuyerAddresses } from './buyer-addresses.ts';
import { DisclosureTokens } from './disclosure-tokens.ts';
import { InquiryBounds } from './inquiry-bounds.ts';
import { InquiryChanges } from './inquiry-changes.ts';
import { InquiryDisclosures } from './inquiry-disclosures.ts';
import { InquiryFileAddresses } from '../inquiry-file/inquiry-file-addresses.ts';
import { inquiryFileDoor } from '../inquiry-file/inquiry-file-door.ts';
import { inquiryFiles } from '../inquiry-file/inquiry-files.record.ts';
import { InquiryLetters } from './inquiry-letters.ts';
import { InquiryProofs } from './inquiry-proofs.ts';
import { InquiryReceiver } from './inquiry-receiver.ts';
import { InquirySending } from './inquiry-sending.ts';
import { InquiryStore } from './inquiry-store.ts';
import { InquirySweep } from './inquiry-sweep.ts';
import { InquiryTargets } from './inquiry-targets.ts';
import { InquiryThreads } from './inquiry-threads.ts';
import { InquiryViews } from './inquiry-views.ts';
import { inquiryRecord } from './inquiry.record.ts';
import { Participants } from './participants.ts';
import { PendingInquiries } from './pending-inquiries.ts';
import { ResponsivenessCounts } from '../responsiveness/responsiveness.ts';
import { pendingInquiryRecord } from './pending-inquiry.record.ts';

export const INQUIRY_RECORDS = [
  guestRecord,
  pendingInquiryRecord,
  inquiryRecord,
  inquiryMessageRecord,
  inquiryAssignmentRecord,
  cannedAnswerRecord,
  inquiryFiles.files,
  inquiryFiles.chunks,
] as const;

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
  relayAddresses: RelayAddresses;
  /** Where files of messages are kept. */
  files: GridFsStore;
  /** Those of these guests who hold subscriptions; nobody when absent. */
  holdingGuests?: (ids: string[]) => Promise<string[]>;
  log: Log;
  now?: () => Date;
}

/** What carries inquiries and answers between buyers and companies, each made once. */
export function inquiryServices(parts: InquiryServicesParts) {
  const { connection, events, keyring, companies, accounts, allowances, memberships, files } = parts;
  const store = new InquiryStore(connection, endedKeys(keyring, events, inquiryRecord));
  const guests = new Guests(connection, endedKeys(keyring, events, guestRecord));
  const pending = new PendingInquiries(connection, endedKeys(keyring, events, pendingInquiryRecord));
  const restrictions = new Restrictions(connection);
  const buyerAddresses = new BuyerAddresses(accounts, guests, restrictions);
  const stopped = new StoppedAddresses(accounts, guests, restrictions);
  const tokens = new DisclosureTokens(keyring);
  const answering = new AnsweringMembers(accounts, memberships);
  const writing = { ...parts, store, tokens, answering, addresses: buyerAddresses };
  const letters = new InquiryLetters(writing);
  const inquiryAssignments = new InquiryAssignments(connection, keyring, parts.memberships);
  const inquiryThreads = new InquiryThreads({ ...parts, store, guests, letters, assignments: inquiryAssignments });
  const targets = new InquiryTargets(events, companies);
  const blocked = new BlockedWriters(connection, keyring);
  const blockedBuyers = new BlockedBuyers({ accounts, guests, blocked });
  const bounds = new InquiryBounds(allowances, keyring);
  const participants = new Participants({ ...parts, guests });
  const judging = { targets, bounds, blocked, blockedBuyers, participants, stopped };
  const made = { ...parts, ...judging, store, guests, pending, threads: inquiryThreads };
  const inquiryViews = new InquiryViews(store, participants);
  const inquiryFileAddresses = new InquiryFileAddresses(new SignedAddress(keyring, 'inquiry files', parts.now));
  return {
    inquiryReceiver: new InquiryReceiver({ ...writing, letters, blockedBuyers, threads: inquiryThreads }),
    inquiryDisclosures: new InquiryDisclosures({ ...made, tokens }),
    inquiryFileAddresses,
    inquiryFileDoor: inquiryFileDoor({ views: inquiryViews, files, addresses: inquiryFileAddresses, events }),
    inquiryFilesWork: files.sweep(parts.log),
    guests,
    blockedBuyers,
    buyerAddresses,
    inquiryThreads,
    inquiryAssignments,
    inquirySharing: new InquirySharing(inquiryAssignments, parts.memberships, parts.idempotency),
    cannedAnswers: new CannedAnswers(parts),
    inquiryViews,
    responsivenessCounts: new ResponsivenessCounts(connection, parts.now),
    inquirySending: new InquirySending(made),
    inquiryProofs: new InquiryProofs(made),
    inquiryChanges: new InquiryChanges(made),
    messageReleasing: new MessageReleasing(made),
    inquirySweep: new InquirySweep({
      holdingGuests: async () => [],
      ...made,
      removeFile: (fileId) => files.remove(fileId),
    }),
  };
}
