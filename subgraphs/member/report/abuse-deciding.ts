import type { ClientSession, Connection } from 'mongoose';
import { localIdOf } from '../../../kit/global-id/global-id.ts';
import { readInput, textAt } from '../../../kit/graphql/field-fault.ts';
import { InvalidInput, notAllowed, notFound } from '../../../kit/graphql/problems.ts';
import type { Problem } from '../../../kit/graphql/problem.type.ts';
import type { Idempotency, Outcome } from '../../../kit/idempotency/idempotency.ts';
import type { RecordsOf } from '../../../kit/record/records.ts';
import { newSubjectRef } from '../../../kit/subject-keys/subject-ref.ts';
import type { Viewer } from '../../../kit/viewer/viewer.ts';
import { alreadyDecided } from '../../../schema/events/already-decided.problem.ts';
import { recordAudit } from '../../../schema/events/record-audit.ts';
import { actingStaff, ownCompany, staffOnly } from '../../../schema/events/staff.policy.ts';
import type { Accounts } from '../account/accounts.ts';
import type { Guests } from '../guest/guests.ts';
import type { InquiryStore } from '../inquiry/inquiry-store.ts';
import { stateReopened } from '../inquiry/inquiry.policy.ts';
import type { InquiryRecord } from '../inquiry/inquiry.record.ts';
import type { Participants } from '../inquiry/participants.ts';
import type { Mails } from '../mail/mails.ts';
import type { DecideAbuseReportInput } from './abuse-report.input.ts';
import { abuseReportRecord, MOST_SAID, type AbuseReport } from './abuse-report.record.ts';
import type { BlockedBuyers } from './blocked-buyers.ts';

export interface AbuseDecidingParts {
  events: Connection;
  reports: RecordsOf<typeof abuseReportRecord>;
  blockedBuyers: BlockedBuyers;
  store: InquiryStore;
  participants: Participants;
  accounts: Accounts;
  guests: Guests;
  mails: Mails;
  idempotency: Idempotency;
}

/** Takes what staff decide on reports of abuse. Done with the id of the report as the reference. */
export class AbuseDeciding {
  readonly #parts: AbuseDecidingParts;

  constructor(parts: AbuseDecidingParts) {
    this.#parts = parts;
  }

  /** Throws UNAUTHENTICATED for nobody. */
  decide(viewer: Viewer, input: DecideAbuseReportInput): Promise<Outcome<Problem>> {
    const { events, reports, store, participants, idempotency } = this.#parts;
    const staff = actingStaff('MODERATE', viewer);
    const intention = { viewer, mutation: 'decideAbuseReport', key: input.idempotencyKey, input };
    return idempotency.once<Problem>(intention, async (session) => {
      if (!staff) return staffOnly('MODERATE');
      const id = localIdOf('AbuseReport', input.id);
      const report = id ? await reports.findById(id, { session }) : null;
      if (!report) return notFound('id', 'Expected the id of a report of abuse; there is none with this id.');
      const inquiry = await store.byId(report.inquiryId, session);
      if (inquiry && (await participants.of(inquiry, viewer, session))) return ownCompany();
      if (report.state !== 'OPEN' || report.version !== input.expectedVersion)
        return alreadyDecided(report.state, `version ${input.expectedVersion} of a report that is OPEN`);
      const text = readInput(() => textAt('text', input.text ?? '', { most: MOST_SAID, lines: true }));
      if (text instanceof InvalidInput) return text;
      if (input.decision !== 'NO_ACTION' && !inquiry)
        return notAllowed('GONE', 'Expected an inquiry that is there, got one whose period is over.');
      if (input.decision === 'BLOCK_WRITER' && report.side === 'BUYER')
        return notAllowed('COMPANY', 'Expected a report about a buyer, got one about a company: use suspendCompany.');
      if (inquiry) await this.#carryOut(input.decision, inquiry, session);
      const words = text === '' ? [] : [{ namedRef: newSubjectRef(), text }];
      const decided = { state: 'DECIDED', decision: input.decision, foundReason: input.reason } as const;
      const closed = { ...decided, words, by: staff.accountId, closedAt: new Date(), version: report.version + 1 };
      await reports.put([{ ...report, ...closed }], { session });
      await this.#tell(report, input.decision, text, session);
      const { accountId: actor, role } = staff;
      const action = 'ABUSE_DECIDED' as const;
      const told = { actor, role, action, record: abuseReportRecord, count: 1, reason: 'MODERATION' } as const;
      await recordAudit(events, { ...told, reasonRef: report._id }, session);
      return { reference: report._id };
    });
  }

  async #carryOut(decision: string, inquiry: InquiryRecord, session: ClientSession): Promise<void> {
    const { store, blockedBuyers } = this.#parts;
    if (decision === 'RELEASE') await store.set(inquiry._id, { state: stateReopened(inquiry) }, session);
    if (decision !== 'BLOCK_WRITER') return;
    await store.set(inquiry._id, { state: 'SPAM', unreadBySupplier: 0 }, session);
    await blockedBuyers.block(inquiry, session, new Date());
  }

  async #tell({ said, _id }: AbuseReport, decision: string, text: string, session: ClientSession): Promise<void> {
    const reporterRef = said[0]?.reporterRef;
    const reader = reporterRef === undefined ? null : await this.#readerOf(reporterRef, session);
    if (!reader) return;
    const { email: to, subjectRef, locale } = reader;
    const facts = { acted: decision === 'BLOCK_WRITER', text, reportId: _id };
    await this.#parts.mails.post({ to, subjectRef, template: 'abuseDecided', facts, locale }, session);
  }

  /** Whoever reported by account or as a guest; null: they are not there any more. */
  async #readerOf(reporterRef: string, session: ClientSession) {
    const account = await this.#parts.accounts.ofHolder(reporterRef, session);
    if (account) return account.status === 'ACTIVE' ? account : null;
    return this.#parts.guests.byRef(reporterRef, session);
  }
}
