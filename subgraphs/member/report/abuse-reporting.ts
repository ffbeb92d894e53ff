import { randomBytes } from 'node:crypto';
import { localIdOf } from '../../../kit/global-id/global-id.ts';
import { readInput, textAt } from '../../../kit/graphql/field-fault.ts';
import { invalidInput, InvalidInput, notAllowed, notFound } from '../../../kit/graphql/problems.ts';
import type { Problem } from '../../../kit/graphql/problem.type.ts';
import type { Idempotency, Outcome } from '../../../kit/idempotency/idempotency.ts';
import type { RecordsOf } from '../../../kit/record/records.ts';
import type { Viewer } from '../../../kit/viewer/viewer.ts';
import { accountOf } from '../../../schema/events/acting-member.ts';
import type { InquiryStore } from '../inquiry/inquiry-store.ts';
import type { Participants } from '../inquiry/participants.ts';
import { EDITORS, mayIn, refused } from '../membership/company-access.ts';
import type { Memberships } from '../membership/memberships.ts';
import type { ReportAbuseInput } from './abuse-report.input.ts';
import { MOST_SAID, type abuseReportRecord } from './abuse-report.record.ts';

export interface AbuseReportingParts {
  reports: RecordsOf<typeof abuseReportRecord>;
  store: InquiryStore;
  participants: Participants;
  memberships: Memberships;
  idempotency: Idempotency;
}

const DUPLICATE = 11_000;

/** Takes reports of abuse from those who take part in an inquiry. Done with the id of the report as the reference. */
export class AbuseReporting {
  readonly #parts: AbuseReportingParts;

  constructor(parts: AbuseReportingParts) {
    this.#parts = parts;
  }

  /** Throws UNAUTHENTICATED for nobody. */
  async report(viewer: Viewer, input: ReportAbuseInput): Promise<Outcome<Problem>> {
    accountOf(viewer);
    return this.#once(viewer, input).catch((error: unknown) => {
      // A colleague was first, at the same moment.
      if ((error as { code?: unknown }).code !== DUPLICATE) throw error;
      return { kind: 'refused', refusal: alreadyReported() };
    });
  }

  #once(viewer: Viewer, input: ReportAbuseInput): Promise<Outcome<Problem>> {
    const { reports, store, participants, memberships, idempotency } = this.#parts;
    const intention = { viewer, mutation: 'reportAbuse', key: input.idempotencyKey, input };
    return idempotency.once<Problem>(intention, async (session) => {
      const id = localIdOf('Inquiry', input.inquiryId);
      const inquiry = id && (await store.byId(id, session));
      const who = inquiry && (await participants.of(inquiry, viewer, session));
      if (!inquiry || !who)
        return notFound('inquiryId', 'Expected the id of an inquiry of yours; there is none with this id.');
      if (who.side === 'SUPPLIER') {
        const may = await mayIn(memberships, { viewer, company: null, field: 'inquiryId' }, EDITORS, session);
        if (refused(may)) return may;
      }
      const text = readInput(() => textAt('text', input.text ?? '', { most: MOST_SAID, lines: true }));
      if (text instanceof InvalidInput) return text;
      if (input.reason === 'OTHER' && text === '')
        return invalidInput('text', 'Expected a text that says what is wrong, got none.');
      const { _id: inquiryId, companyId } = inquiry;
      const { side } = who;
      const earlier = await reports.find({ inquiryId, side }, { session, limit: 1 });
      if (earlier.length > 0) return alreadyReported();
      const reporterRef = who.side === 'BUYER' ? who.subjectRef : who.member.subjectRef;
      const _id = randomBytes(12).toString('hex');
      const open = { state: 'OPEN', decision: null, foundReason: null, words: [], by: null, closedAt: null } as const;
      const said = [{ reporterRef, text }];
      const report = { _id, inquiryId, companyId, side, reason: input.reason, said, ...open, words: [] };
      await reports.put([{ ...report, createdAt: new Date(), version: 1 }], { session });
      return { reference: _id };
    });
  }
}

const alreadyReported = () =>
  notAllowed('ALREADY_REPORTED', 'Expected an inquiry that your side has not reported, got one that it has.');
