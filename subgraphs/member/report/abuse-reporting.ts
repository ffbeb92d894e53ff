import { randomBytes } from 'node:crypto';
import type { ClientSession } from 'mongoose';
import { localIdOf } from '../../../kit/global-id/global-id.ts';
import { readInput, textAt } from '../../../kit/graphql/field-fault.ts';
import { invalidInput, InvalidInput, notAllowed, notFound } from '../../../kit/graphql/problems.ts';
import type { Problem } from '../../../kit/graphql/problem.type.ts';
import type { Idempotency, Outcome } from '../../../kit/idempotency/idempotency.ts';
import type { RecordsOf } from '../../../kit/record/records.ts';
import { anonymous, type Viewer } from '../../../kit/viewer/viewer.ts';
import { accountOf } from '../../../schema/events/acting-member.ts';
import type { DisclosureTokens } from '../inquiry/disclosure-tokens.ts';
import type { InquiryStore } from '../inquiry/inquiry-store.ts';
import type { Participants } from '../inquiry/participants.ts';
import { EDITORS, mayIn, refused } from '../membership/company-access.ts';
import type { SideName } from '../inquiry-message/inquiry-message.record.ts';
import type { Memberships } from '../membership/memberships.ts';
import { tokenNotUsable } from '../../../kit/proof/proof.problem.ts';
import type { ReportAbuseInput } from './abuse-report.input.ts';
import { MOST_SAID, type abuseReportRecord } from './abuse-report.record.ts';

export interface AbuseReportingParts {
  reports: RecordsOf<typeof abuseReportRecord>;
  store: InquiryStore;
  participants: Participants;
  tokens: DisclosureTokens;
  memberships: Memberships;
  idempotency: Idempotency;
}

/** Who reports which thread. */
interface Reporter {
  inquiryId: string;
  companyId: string;
  side: SideName;
  reporterRef: string;
}

const DUPLICATE = 11_000;

/** Takes reports of abuse from those who take part in an inquiry. Done with the id of the report as the reference. */
export class AbuseReporting {
  readonly #parts: AbuseReportingParts;

  constructor(parts: AbuseReportingParts) {
    this.#parts = parts;
  }

  /** By the token of a mail, or by an id: then throws UNAUTHENTICATED for nobody. */
  async report(viewer: Viewer, input: ReportAbuseInput): Promise<Outcome<Problem>> {
    const token = input.token ?? null;
    if ((token === null) === (input.inquiryId == null))
      return refusal(invalidInput('token', 'Expected a token or the id of an inquiry, one of them.'));
    if (token !== null && (token.length > 200 || !this.#parts.tokens.inquiryIdOf(token)))
      return refusal(invalidInput('token', 'Expected the token of a mail, 46 characters, got something else.'));
    if (token === null) accountOf(viewer);
    return this.#once(token === null ? viewer : anonymous, input).catch((error: unknown) => {
      // A colleague was first, at the same moment.
      if ((error as { code?: unknown }).code !== DUPLICATE) throw error;
      return refusal(alreadyReported());
    });
  }

  #once(viewer: Viewer, input: ReportAbuseInput): Promise<Outcome<Problem>> {
    const { reports, idempotency } = this.#parts;
    const intention = { viewer, mutation: 'reportAbuse', key: input.idempotencyKey, input };
    return idempotency.once<Problem>(intention, async (session) => {
      const reporter =
        input.token == null ? await this.#signedIn(viewer, input, session) : await this.#named(input.token, session);
      if ('message' in reporter) return reporter;
      const text = readInput(() => textAt('text', input.text ?? '', { most: MOST_SAID, lines: true }));
      if (text instanceof InvalidInput) return text;
      if (input.reason === 'OTHER' && text === '')
        return invalidInput('text', 'Expected a text that says what is wrong, got none.');
      const { inquiryId, companyId, side, reporterRef } = reporter;
      const earlier = await reports.find({ inquiryId, side }, { session, limit: 1 });
      if (earlier.length > 0) return alreadyReported();
      const _id = randomBytes(12).toString('hex');
      const open = { state: 'OPEN', decision: null, foundReason: null, words: [], by: null, closedAt: null } as const;
      const said = [{ reporterRef, text }];
      const report = { _id, inquiryId, companyId, side, reason: input.reason, said, ...open, words: [] };
      await reports.put([{ ...report, createdAt: new Date(), version: 1 }], { session });
      return { reference: _id };
    });
  }

  /** Whoever has a mail to the buyer is the buyer. */
  async #named(token: string, session: ClientSession): Promise<Reporter | Problem> {
    const { store, tokens } = this.#parts;
    const inquiry = await store.byId(tokens.inquiryIdOf(token)!, session);
    if (!inquiry || !(await tokens.holds(token, inquiry))) return tokenNotUsable();
    const { _id: inquiryId, companyId, buyers } = inquiry;
    return { inquiryId, companyId, side: 'BUYER', reporterRef: buyers[0]!.buyerRef };
  }

  async #signedIn(viewer: Viewer, asked: ReportAbuseInput, session: ClientSession): Promise<Reporter | Problem> {
    const { store, participants, memberships } = this.#parts;
    const id = localIdOf('Inquiry', asked.inquiryId!);
    const inquiry = id && (await store.byId(id, session));
    const who = inquiry && (await participants.of(inquiry, viewer, session));
    if (!inquiry || !who)
      return notFound('inquiryId', 'Expected the id of an inquiry of yours; there is none with this id.');
    const { _id: inquiryId, companyId } = inquiry;
    if (who.side === 'BUYER') return { inquiryId, companyId, side: who.side, reporterRef: who.subjectRef };
    const may = await mayIn(memberships, { viewer, company: null, field: 'inquiryId' }, EDITORS, session);
    return refused(may) ? may : { inquiryId, companyId, side: who.side, reporterRef: who.member.subjectRef };
  }
}

const refusal = (problem: Problem): Outcome<Problem> => ({ kind: 'refused', refusal: problem });

const alreadyReported = () =>
  notAllowed('ALREADY_REPORTED', 'Expected an inquiry that your side has not reported, got one that it has.');
