import type { Connection } from 'mongoose';
import type { Idempotency } from '../../../kit/idempotency/idempotency.ts';
import { Records } from '../../../kit/record/records.ts';
import type { Keyring } from '../../../kit/sealing/keyring.ts';
import type { Accounts } from '../account/accounts.ts';
import { Guests } from '../guest/guests.ts';
import { DisclosureTokens } from '../inquiry/disclosure-tokens.ts';
import { InquiryStore } from '../inquiry/inquiry-store.ts';
import { Participants } from '../inquiry/participants.ts';
import type { Mails } from '../mail/mails.ts';
import type { Memberships } from '../membership/memberships.ts';
import { AbuseDeciding } from './abuse-deciding.ts';
import { abuseReportRecord } from './abuse-report.record.ts';
import { AbuseReportViews } from './abuse-report-views.ts';
import { AbuseReporting } from './abuse-reporting.ts';
import { blockedWriterRecord } from './blocked-writer.record.ts';
import { BlockedBuyers } from './blocked-buyers.ts';
import { BlockedWriters } from './blocked-writers.ts';
import { ReportedInquiries } from './reported-inquiries.ts';

export const REPORT_RECORDS = [abuseReportRecord, blockedWriterRecord] as const;

export interface ReportServicesParts {
  connection: Connection;
  events: Connection;
  keyring: Keyring;
  memberships: Memberships;
  accounts: Accounts;
  mails: Mails;
  idempotency: Idempotency;
}

/** What hears each side of an inquiry about the other, each made once. */
export function reportServices(parts: ReportServicesParts) {
  const { connection, keyring } = parts;
  const reports = new Records(connection, abuseReportRecord, keyring);
  const store = new InquiryStore(connection, keyring);
  const guests = new Guests(connection, keyring);
  const participants = new Participants({ ...parts, guests });
  const blocked = new BlockedWriters(connection, keyring);
  const blockedBuyers = new BlockedBuyers({ ...parts, guests, blocked });
  const tokens = new DisclosureTokens(keyring);
  const made = { ...parts, reports, store, guests, participants, blockedBuyers, tokens };
  return {
    reportedInquiries: new ReportedInquiries(connection),
    abuseReporting: new AbuseReporting(made),
    abuseDeciding: new AbuseDeciding(made),
    abuseReportViews: new AbuseReportViews(made),
  };
}
