import type { Connection } from 'mongoose';
import { behind, type TimePlace } from '../../../kit/graphql/time-page.ts';
import type { RecordsOf } from '../../../kit/record/records.ts';
import type { Viewer } from '../../../kit/viewer/viewer.ts';
import { recordAudit } from '../../../schema/events/record-audit.ts';
import { actingStaff, type ActingStaff } from '../../../schema/events/staff.policy.ts';
import { inquiryMessageRecord, type InquiryMessage } from '../inquiry-message/inquiry-message.record.ts';
import type { InquiryStore } from '../inquiry/inquiry-store.ts';
import type { Participants } from '../inquiry/participants.ts';
import { abuseReportRecord, type AbuseReport, type AbuseStateName } from './abuse-report.record.ts';

/** A report with who of the staff sees it; null: whoever reported. */
export interface SeenReport {
  report: AbuseReport;
  staff: ActingStaff | null;
  canDecide: boolean;
}

export interface AbuseReportViewsParts {
  /** The database of published events. */
  events: Connection;
  reports: RecordsOf<typeof abuseReportRecord>;
  store: InquiryStore;
  participants: Participants;
}

/** Who sees which reports: the side that reported its own, staff all; what staff read is written down. */
export class AbuseReportViews {
  readonly #parts: AbuseReportViewsParts;

  constructor(parts: AbuseReportViewsParts) {
    this.#parts = parts;
  }

  /** Null: absent, or not for whoever asks. */
  async one(id: string, viewer: Viewer): Promise<SeenReport | null> {
    const report = viewer.kind === 'account' ? await this.#parts.reports.findById(id) : null;
    if (!report) return null;
    const staff = actingStaff('MODERATE', viewer);
    const inquiry = await this.#parts.store.byId(report.inquiryId);
    const who = inquiry && (await this.#parts.participants.of(inquiry, viewer));
    if (who?.side === report.side) return { report, staff: null, canDecide: false };
    if (!staff) return null;
    await this.#noteRead([report], staff);
    return { report, staff, canDecide: report.state === 'OPEN' && !who };
  }

  /** As whoever made it just now sees it; null: it is gone. */
  async made(id: string): Promise<SeenReport | null> {
    const report = await this.#parts.reports.findById(id);
    return report && { report, staff: null, canDecide: false };
  }

  /** Those in a state, who waits longest first, and one more than a page has. */
  async queue(staff: ActingStaff, state: AbuseStateName, after: TimePlace | null, size: number): Promise<SeenReport[]> {
    const further = behind('createdAt', after, 'oldest');
    const which = { $and: [{ state }, further] };
    const found = await this.#parts.reports.find(which, { sort: { createdAt: 1, _id: 1 }, limit: size + 1 });
    await this.#noteRead(found.slice(0, size), staff);
    return found.map((report) => ({ report, staff, canDecide: report.state === 'OPEN' }));
  }

  /** What was written in the thread, one more than a page, for staff alone; that they read it is written down first. */
  async messages({ report, staff }: SeenReport, after: TimePlace | null, size: number): Promise<InquiryMessage[]> {
    const inquiry = staff && (await this.#parts.store.byId(report.inquiryId));
    if (!staff || !inquiry) return [];
    const found = await this.#parts.store.messages(inquiry._id, after, size + 1);
    const { accountId: actor, role } = staff;
    const read = { actor, role, action: 'READ', record: inquiryMessageRecord, reason: 'MODERATION' } as const;
    const count = Math.min(found.length, size);
    const of = { subjectRef: inquiry.threadRef, reasonRef: report._id };
    if (count > 0) await recordAudit(this.#parts.events, { ...read, ...of, count });
    return found;
  }

  /** Before it is shown. */
  async #noteRead(reports: readonly AbuseReport[], { accountId: actor, role }: ActingStaff): Promise<void> {
    const read = { actor, role, action: 'READ', record: abuseReportRecord, count: 1, reason: 'MODERATION' } as const;
    const named = reports.flatMap(({ _id, said, words }) =>
      [...said.map(({ reporterRef }) => reporterRef), ...words.map(({ namedRef }) => namedRef)].map((subjectRef) => ({
        subjectRef,
        reasonRef: _id,
      })),
    );
    await Promise.all(named.map((of) => recordAudit(this.#parts.events, { ...read, ...of })));
  }
}
