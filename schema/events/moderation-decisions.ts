import { behind } from '../../kit/graphql/time-page.ts';
import { randomBytes } from 'node:crypto';
import type { ClientSession, Connection } from 'mongoose';
import { Records, type RecordsOf } from '../../kit/record/records.ts';
import type { Keyring } from '../../kit/sealing/keyring.ts';
import { newSubjectRef } from '../../kit/subject-keys/subject-ref.ts';
import { moderationDecisionRecord, type ModerationDecision } from './moderation-decision.record.ts';
import { recordAudit } from './record-audit.ts';
import type { ActingStaff } from './staff.policy.ts';

/** What somebody decides. */
export type Decided = Pick<ModerationDecision, 'target' | 'targetId' | 'companyId' | 'action' | 'reason' | 'by'> & {
  /** Said to the company; empty: the code says it all. */
  text: string;
  /** When the company was told of it in another way; absent: it is told by mail. */
  toldAt?: Date;
};

/** The decisions about companies and products, where both subgraphs find them. */
export class ModerationDecisions {
  readonly records: RecordsOf<typeof moderationDecisionRecord>;
  readonly #events: Connection;

  constructor(events: Connection, keyring: Keyring) {
    this.#events = events;
    this.records = new Records(events, moderationDecisionRecord, keyring);
  }

  /** Writes a decision in the transaction of what it changes. Answers its id. */
  async write({ text, toldAt, ...decided }: Decided, session: ClientSession, now = new Date()): Promise<string> {
    const _id = randomBytes(12).toString('hex');
    const words = text === '' ? [] : [{ namedRef: newSubjectRef(), text }];
    const work = { dueAt: now, leasedUntil: null, attempts: 0, toldAt: toldAt ?? null };
    const decision = { _id, ...work, ...decided, words, appealId: null, decidedAt: now, closedAt: now };
    await this.records.put([decision], { session });
    return _id;
  }

  byId(id: string, session?: ClientSession): Promise<ModerationDecision | null> {
    return this.records.findById(id, { session });
  }

  /** Staff read what was said of people in decisions: written down before it is shown. */
  async noteRead(decisions: readonly ModerationDecision[], { accountId: actor, role }: ActingStaff): Promise<void> {
    const read = {
      actor,
      role,
      action: 'READ',
      record: moderationDecisionRecord,
      count: 1,
      reason: 'MODERATION',
    } as const;
    const named = decisions.flatMap(({ _id, words }) => words.map(({ namedRef }) => ({ _id, namedRef })));
    await Promise.all(
      named.map(({ _id, namedRef }) => recordAudit(this.#events, { ...read, subjectRef: namedRef, reasonRef: _id })),
    );
  }

  /** An appeal is made against a decision, or was decided. */
  async appealed(id: string, appealId: string, at: Date, session: ClientSession): Promise<void> {
    await this.records.collection.updateOne({ _id: id }, { $set: { appealId, closedAt: at } }, { session });
  }

  /** The newest first, after a place in that order; of one company, or of all for null. */
  async page(companyId: string | null, after: { at: Date; id: string } | null, size: number) {
    const further = behind('decidedAt', after, 'newest');
    const filter = { $and: [companyId ? { companyId } : {}, further] };
    return this.records.find(filter, { sort: { decidedAt: -1, _id: -1 }, limit: size });
  }
}
