import type { Connection } from 'mongoose';
import type { Idempotency } from '../../kit/idempotency/idempotency.ts';
import type { Log } from '../../kit/log/log.ts';
import { Records } from '../../kit/record/records.ts';
import type { Keyring } from '../../kit/sealing/keyring.ts';
import { ModerationDecisions } from '../../schema/events/moderation-decisions.ts';
import type { Accounts } from './account/accounts.ts';
import { AppealHearing } from './appeal/appeal-hearing.ts';
import { AppealViews } from './appeal/appeal-views.ts';
import { appealRecord } from './appeal/appeal.record.ts';
import type { Companies } from './company/companies.ts';
import type { DocumentAddresses } from './document/document-addresses.ts';
import type { Documents } from './document/documents.ts';
import type { Mails } from './mail/mails.ts';
import type { Memberships } from './membership/memberships.ts';
import { CompanyLetters } from './moderation/company-letters.ts';
import { CompanyModeration } from './moderation/company-moderation.ts';
import { DecisionNotices } from './moderation/decision-notices.ts';
import { ModerationViews } from './moderation/moderation-views.ts';
import { ClaimStore } from './verification/claim-store.ts';
import { ClaimViews } from './verification/claim-views.ts';
import { Claims } from './verification/claims.ts';
import { EvidenceSweep } from './verification/evidence-sweep.ts';
import { VerificationDesk } from './verification/verification-desk.ts';

export interface TrustServicesParts {
  connection: Connection;
  events: Connection;
  keyring: Keyring;
  companies: Companies;
  memberships: Memberships;
  accounts: Accounts;
  mails: Mails;
  idempotency: Idempotency;
  documents: Documents;
  addresses: DocumentAddresses;
  log: Log;
  now?: () => Date;
}

/** What finds out whether companies are what they say, keeps out what may not be shown, and hears them about it. */
export function trustServices(parts: TrustServicesParts) {
  const { connection, events, keyring, companies, memberships, idempotency, documents, log } = parts;
  const now = parts.now ?? (() => new Date());
  const store = new ClaimStore(connection, keyring, companies);
  const letters = new CompanyLetters(parts);
  const claims = new Claims({ events, companies, store, documents, letters, now });
  const decisions = new ModerationDecisions(events, keyring);
  const appeals = new Records(connection, appealRecord, keyring);
  const evidenceSweep = new EvidenceSweep({ connection, store, documents, log, now });
  return {
    claimViews: new ClaimViews({ ...parts, claims, store }),
    verificationDesk: new VerificationDesk({ claims, memberships, idempotency }),
    evidenceSweep,
    companyModeration: new CompanyModeration({ events, companies, memberships, decisions, idempotency }),
    moderationViews: new ModerationViews(decisions, memberships),
    appealHearing: new AppealHearing({ events, appeals, companies, memberships, decisions, letters, idempotency }),
    appealViews: new AppealViews({ events, appeals, decisions, memberships }),
    trustWork: [evidenceSweep, new DecisionNotices({ connection, decisions, letters, log })],
  };
}
