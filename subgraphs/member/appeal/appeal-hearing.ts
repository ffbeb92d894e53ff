import { randomBytes } from 'node:crypto';
import type { ClientSession, Connection, mongo } from 'mongoose';
import { globalId, localIdOf } from '../../../kit/global-id/global-id.ts';
import { readInput, textAt, wordsAt } from '../../../kit/graphql/field-fault.ts';
import { invalidInput, InvalidInput, notAllowed, notFound } from '../../../kit/graphql/problems.ts';
import type { NotAllowed, NotFound } from '../../../kit/graphql/problems.ts';
import type { Idempotency, Outcome } from '../../../kit/idempotency/idempotency.ts';
import type { RecordsOf } from '../../../kit/record/records.ts';
import { newSubjectRef } from '../../../kit/subject-keys/subject-ref.ts';
import type { Viewer } from '../../../kit/viewer/viewer.ts';
import type { WorkDocument } from '../../../kit/work/leased-work.ts';
import { alreadyDecided, type AlreadyDecided } from '../../../schema/events/already-decided.problem.ts';
import type { ModerationDecision } from '../../../schema/events/moderation-decision.record.ts';
import type { ModerationDecisions } from '../../../schema/events/moderation-decisions.ts';
import { productReinstatementRecord } from '../../../schema/events/product-reinstatement.record.ts';
import { recordAudit } from '../../../schema/events/record-audit.ts';
import { actingStaff, ownCompany, staffOnly, type ActingStaff } from '../../../schema/events/staff.policy.ts';
import type { Companies } from '../company/companies.ts';
import { EDITORS, mayIn, refused } from '../membership/company-access.ts';
import type { Memberships } from '../membership/memberships.ts';
import type { CompanyLetters } from '../moderation/company-letters.ts';
import { isAgainst, mayHear } from './appeal.policy.ts';
import { appealRecord, type AppealRecord } from './appeal.record.ts';

export type AppealRefusal = InvalidInput | NotAllowed | NotFound | AlreadyDecided;

export interface AppealHearingParts {
  events: Connection;
  appeals: RecordsOf<typeof appealRecord>;
  companies: Companies;
  memberships: Memberships;
  decisions: ModerationDecisions;
  letters: CompanyLetters;
  idempotency: Idempotency;
}

interface SentAppeal {
  decisionId: string;
  text: string;
  idempotencyKey: string;
}
interface SentOutcome {
  id: string;
  outcome: string;
  text?: string | null;
  idempotencyKey: string;
}

/** Takes appeals, and what somebody else of the staff decides on them. Done with the id of the appeal as the reference. */
export class AppealHearing {
  readonly #parts: AppealHearingParts;

  constructor(parts: AppealHearingParts) {
    this.#parts = parts;
  }

  /** Throws UNAUTHENTICATED for nobody. */
  submit(viewer: Viewer, input: SentAppeal): Promise<Outcome<AppealRefusal>> {
    const { memberships, decisions, appeals, idempotency } = this.#parts;
    const intention = { viewer, mutation: 'appeal', key: input.idempotencyKey, input };
    return idempotency.once<AppealRefusal>(intention, async (session) => {
      const member = await mayIn(memberships, { viewer, company: null, field: 'decisionId' }, EDITORS, session);
      if (refused(member)) return member;
      const id = localIdOf('ModerationDecision', input.decisionId);
      const decision = id ? await decisions.byId(id, session) : null;
      if (decision?.companyId !== member.companyId)
        return notFound('decisionId', 'Expected the id of a decision about your company; there is none with this id.');
      if (!isAgainst(decision))
        return invalidInput('decisionId', 'Expected a decision against your company, got one in its favour.');
      if (decision.appealId !== null) return alreadyDecided('APPEALED', 'a decision without an appeal');
      const text = readInput(() => wordsAt('text', input.text, { most: 4_000, lines: true }));
      if (text instanceof InvalidInput) return text;
      const { companyId, subjectRef: writerRef } = member;
      const now = new Date();
      const _id = randomBytes(12).toString('hex');
      const said = [{ writerRef, text }];
      const open = { state: 'OPEN', words: [], by: null, closedAt: null, createdAt: now, version: 1 } as const;
      await appeals.put([{ _id, decisionId: decision._id, companyId, said, ...open, words: [] }], { session });
      await decisions.appealed(decision._id, _id, now, session);
      return { reference: _id };
    });
  }

  /** Throws UNAUTHENTICATED for nobody. */
  decide(viewer: Viewer, input: SentOutcome): Promise<Outcome<AppealRefusal>> {
    const { appeals, decisions, memberships, idempotency } = this.#parts;
    const staff = actingStaff('HEAR_APPEALS', viewer);
    const intention = { viewer, mutation: 'decideAppeal', key: input.idempotencyKey, input };
    return idempotency.once<AppealRefusal>(intention, async (session) => {
      if (!staff) return staffOnly('HEAR_APPEALS');
      const id = localIdOf('Appeal', input.id);
      const appeal = id ? await appeals.findById(id, { session }) : null;
      const decision = appeal && (await decisions.byId(appeal.decisionId, session));
      if (!appeal || !decision) return notFound('id', 'Expected the id of an appeal; there is none with this id.');
      if (!mayHear(decision, staff.accountId))
        return notAllowed('OWN_DECISION', 'Expected somebody else than who decided. Leave it to a colleague.');
      if ((await memberships.of(staff.accountId, session))?.companyId === appeal.companyId) return ownCompany();
      if (appeal.state !== 'OPEN') return alreadyDecided(appeal.state, 'an appeal that is OPEN');
      const text = readInput(() => textAt('text', input.text ?? '', { most: 2_000, lines: true }));
      if (text instanceof InvalidInput) return text;
      const granted = input.outcome === 'GRANTED';
      if (!granted && text === '')
        return invalidInput('text', 'Expected a text that says why the decision stands, got none.');
      await this.#close({ appeal, decision, staff, granted, text }, session);
      return { reference: appeal._id };
    });
  }

  async #close({ appeal, decision, staff, granted, text }: Closing, session: ClientSession): Promise<void> {
    const { appeals, decisions, letters, events } = this.#parts;
    const now = new Date();
    const words = text === '' ? [] : [{ namedRef: newSubjectRef(), text }];
    const closed = { state: granted ? 'GRANTED' : 'UPHELD', by: staff.accountId, closedAt: now, words } as const;
    await appeals.put([{ ...appeal, ...closed, words, version: appeal.version + 1 }], { session });
    await decisions.appealed(decision._id, appeal._id, now, session);
    if (granted) await this.#undo(appeal, decision, staff, session);
    const facts = { granted, text, decisionId: globalId('ModerationDecision', decision._id) };
    await letters.post(appeal.companyId, 'appealDecided', facts, session);
    const { accountId: actor, role } = staff;
    const told = { actor, role, action: 'APPEAL_DECIDED', record: appealRecord, count: 1, reason: 'APPEAL' } as const;
    await recordAudit(events, { ...told, reasonRef: appeal._id }, session);
  }

  async #undo(appeal: AppealRecord, decision: ModerationDecision, staff: ActingStaff, session: ClientSession) {
    const { companies, decisions, events } = this.#parts;
    const { target, targetId, companyId } = decision;
    if (target === 'COMPANY') await companies.changeStatus(targetId, 'SUSPENDED', 'ACTIVE', session);
    else {
      const asked = { _id: appeal._id, dueAt: new Date(), leasedUntil: null, attempts: 0, productId: targetId };
      const requests = events.collection(productReinstatementRecord.collection);
      await (requests as unknown as mongo.Collection<WorkDocument>).insertOne(asked, { session });
    }
    const by = staff.accountId;
    // The company is told of it by what it is told of the appeal.
    const undone = { action: 'REINSTATED', reason: 'APPEAL_GRANTED', by, text: '', toldAt: new Date() } as const;
    await decisions.write({ target, targetId, companyId, ...undone }, session);
  }
}

interface Closing {
  appeal: AppealRecord;
  decision: ModerationDecision;
  staff: ActingStaff;
  granted: boolean;
  text: string;
}
