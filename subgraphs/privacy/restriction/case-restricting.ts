import type { ClientSession, Connection } from 'mongoose';
import type { Participant } from '../../../kit/participation/participant.ts';
import { recordAudit } from '../../../schema/events/record-audit.ts';
import type { CaseLetters } from '../case-work/case-letters.ts';
import { CaseTaskWork, taskAtOnce, type CaseTaskWorkParts } from '../case-work/case-task-work.ts';
import { changedItems, withItems } from '../case/case-clock.ts';
import { noted, SYSTEM, type CaseActor } from '../case/case-history.ts';
import { isOpen } from '../case/privacy-case.policy.ts';
import { privacyCaseRecord, type CaseItem, type PrivacyCase } from '../case/privacy-case.record.ts';
import type { CaseReasonName } from '../case/privacy-case.values.ts';
import { referencesOf } from '../person/stored-person.ts';

export interface CaseRestrictingParts extends CaseTaskWorkParts {
  events: Connection;
  letters: CaseLetters;
  participants: readonly Pick<Participant, 'restrict'>[];
}

const isRestricted = (item: CaseItem): boolean => item.right === 'RESTRICTION' && isOpen(item);

/** Carries out a restriction that an officer decided: every part of the directory stops using what it stores. Then the person is told. */
export class CaseRestricting extends CaseTaskWork {
  readonly #parts: CaseRestrictingParts;

  constructor(parts: CaseRestrictingParts) {
    super(parts, { kind: 'restriction', task: 'RESTRICT' });
    this.#parts = parts;
  }

  /** The case of which a restriction is carried out from now on, and what is done with it in the transaction. */
  begun(
    found: PrivacyCase,
    { reason, answer }: { reason: CaseReasonName; answer: string },
    by: CaseActor,
    now: Date,
  ): { next: PrivacyCase; afterwards: (session: ClientSession) => Promise<void> } {
    const begun = { state: 'IN_PROGRESS', waitsFor: 'RESTRICTION', reason, answer } as const;
    const next = withItems(
      found,
      changedItems(found, isRestricted, () => begun),
      now,
    );
    return {
      next: noted(next, 'BEGUN', by, now, { right: 'RESTRICTION', reason }),
      afterwards: async (session) => {
        await this.tasks.insertOne(taskAtOnce(found._id, 'RESTRICT', now), { session });
        session.once('ended', () => this.wake());
      },
    };
  }

  protected async run(id: string): Promise<void> {
    const found = await this.caseOf(id);
    if (!found?.items.some((item) => isRestricted(item) && item.waitsFor !== null)) {
      await this.tasks.deleteOne({ _id: id });
      return;
    }
    const references = referencesOf(found.subjects);
    const asked = await Promise.allSettled(
      this.#parts.participants.map((participant) => participant.restrict(references, 'RESTRICTION')),
    );
    const failed = asked.find((one) => one.status === 'rejected');
    if (!failed)
      return this.#done(
        id,
        found._id,
        asked.reduce((sum, one) => sum + ('value' in one ? one.value.changed : 0), 0),
      );
    await this.#blocked(found._id);
    throw failed.reason as Error;
  }

  async #done(id: string, caseId: string, count: number): Promise<void> {
    const { connection, events, store, letters, now } = this.#parts;
    await connection.transaction(async (session) => {
      const found = await store.byId(caseId, session);
      const item = found?.items.find(isRestricted);
      await this.tasks.deleteOne({ _id: id }, { session });
      if (!found || !item) return;
      const done = { state: 'FULFILLED', waitsFor: null, closedAt: now() } as const;
      const next = withItems(
        found,
        changedItems(found, isRestricted, () => done),
        now(),
      );
      await store.put(noted(next, 'FULFILLED', SYSTEM, now(), { right: item.right, reason: item.reason! }), session);
      await letters.decided(next, [{ ...item, ...done }], session);
      const told = { actor: 'system', role: 'SYSTEM', action: 'RESTRICT', reason: 'SUBJECT_REQUEST', count } as const;
      const about = { record: privacyCaseRecord, subjectRef: found.applicantRef, reasonRef: caseId };
      await recordAudit(events, { ...told, ...about }, session);
    });
  }

  /** Officers see that something is in the way; it is tried again meanwhile. */
  async #blocked(caseId: string): Promise<void> {
    const { connection, store, now } = this.#parts;
    await connection.transaction(async (session) => {
      const found = await store.byId(caseId, session);
      const waits = (item: CaseItem) => isRestricted(item) && item.waitsFor === 'RESTRICTION';
      if (!found?.items.some(waits)) return;
      const items = changedItems(found, waits, () => ({ state: 'BLOCKED', waitsFor: 'PART_UNAVAILABLE' }));
      await store.put(withItems(found, items, now()), session);
    });
  }
}
