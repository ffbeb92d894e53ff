import { randomBytes } from 'node:crypto';
import type { ClientSession, Connection } from 'mongoose';
import { localIdOf } from '../../../kit/global-id/global-id.ts';
import { readInput, wordsAt } from '../../../kit/graphql/field-fault.ts';
import { InvalidInput, notAllowed, notFound } from '../../../kit/graphql/problems.ts';
import { Problem } from '../../../kit/graphql/problem.type.ts';
import type { Idempotency, Outcome } from '../../../kit/idempotency/idempotency.ts';
import { newSubjectRef } from '../../../kit/subject-keys/subject-ref.ts';
import type { Viewer } from '../../../kit/viewer/viewer.ts';
import { recordAudit } from '../../../schema/events/record-audit.ts';
import { actingStaff, staffOnly } from '../../../schema/events/staff.policy.ts';
import { ownCase } from '../case-desk/case-desk.ts';
import type { CaseStore } from '../case/case-store.ts';
import { isOwn } from '../case/privacy-case.policy.ts';
import type { PrivacyCase } from '../case/privacy-case.record.ts';
import type { PlaceLegalHoldInput, ReleaseLegalHoldInput } from './legal-hold.input.ts';
import { legalHoldRecord, type HeldPlace, type LegalHold } from './legal-hold.record.ts';
import type { LegalHoldStore } from './legal-hold-store.ts';
import { MOST_ACTIVE_HOLDS, MOST_HOLD_WORDS } from './legal-hold.values.ts';
import type { LegalHoldWork } from './legal-hold-work.ts';
import { readHold } from './said-hold.ts';

/** Whether records of these people, or of anybody at these places, are being erased at this moment. */
export type AtRecords = (
  of: { references: readonly string[]; places: readonly HeldPlace[] },
  session: ClientSession,
) => Promise<boolean>;

export interface LegalHoldDeskParts {
  /** The database of published events. */
  events: Connection;
  idempotency: Idempotency;
  caseStore: CaseStore;
  holds: LegalHoldStore;
  work: LegalHoldWork;
  /** Where records of people can be told from each other. */
  tellable: ReadonlySet<string>;
  isErasing: AtRecords;
  now: () => Date;
}

/** What privacy officers do with legal holds: each act once, and written down. */
export class LegalHoldDesk {
  readonly #parts: LegalHoldDeskParts;

  constructor(parts: LegalHoldDeskParts) {
    this.#parts = parts;
  }

  /** The reference is the id of the hold. Throws UNAUTHENTICATED for nobody. */
  async place(viewer: Viewer, input: PlaceLegalHoldInput): Promise<Outcome<Problem>> {
    const { idempotency, holds, work, tellable, isErasing } = this.#parts;
    const staff = actingStaff('HANDLE_RIGHTS', viewer);
    const intention = { viewer, mutation: 'placeLegalHold', key: input.idempotencyKey, input };
    return idempotency.once<Problem>(intention, async (session) => {
      if (!staff) return staffOnly('HANDLE_RIGHTS');
      const now = this.#parts.now();
      const said = readHold(input, tellable, now);
      if (said instanceof InvalidInput) return said;
      const subjects = await this.#subjects(viewer, input.caseId ?? null, session);
      if (subjects instanceof Problem) return subjects;
      await holds.changed(session, now);
      // What is held is not erased: where that cannot be said, nothing is held.
      const references = subjects.map(({ personRef }) => personRef);
      if (await isErasing({ references, places: said.places }, session)) return erasureAtWork();
      if ((await holds.active(session)) >= MOST_ACTIVE_HOLDS) return tooMany();
      const open = { releasedAt: null, releasedBy: null, releaseText: null };
      const placed = { placedAt: now, placedBy: staff.accountId, ...open };
      const whose = { _id: randomBytes(12).toString('hex'), holdRef: newSubjectRef(), subjects };
      const hold: LegalHold = { ...whose, basis: input.basis, ...said, ...placed };
      await holds.put(hold, session);
      await work.review(hold, session);
      await this.#audited('RETAIN', hold, staff.accountId, session);
      return { reference: hold._id };
    });
  }

  /** The same; erasures that wait for it go on by themselves. */
  async release(viewer: Viewer, input: ReleaseLegalHoldInput): Promise<Outcome<Problem>> {
    const { idempotency, holds, work } = this.#parts;
    const staff = actingStaff('HANDLE_RIGHTS', viewer);
    const intention = { viewer, mutation: 'releaseLegalHold', key: input.idempotencyKey, input };
    return idempotency.once<Problem>(intention, async (session) => {
      if (!staff) return staffOnly('HANDLE_RIGHTS');
      const releaseText = readInput(() => wordsAt('text', input.text, { most: MOST_HOLD_WORDS, lines: true }));
      if (releaseText instanceof InvalidInput) return releaseText;
      const now = this.#parts.now();
      await holds.changed(session, now);
      const id = localIdOf('LegalHold', input.id);
      const hold = id ? await holds.byId(id, staff.accountId, session) : null;
      if (!hold) return notFound('id', 'Expected the id of a legal hold; there is none with this id.');
      if (hold.releasedAt) return released();
      await holds.put({ ...hold, releasedAt: now, releasedBy: staff.accountId, releaseText }, session);
      await work.released(hold, session);
      await this.#audited('RELEASE', hold, staff.accountId, session);
      return { reference: hold._id };
    });
  }

  /** Under what the person of a case is stored; of no case, nobody. */
  async #subjects(
    viewer: Viewer,
    caseId: string | null,
    session: ClientSession,
  ): Promise<LegalHold['subjects'] | Problem> {
    if (caseId === null) return [];
    const id = localIdOf('PrivacyCase', caseId);
    const found = id ? await this.#parts.caseStore.byId(id, session) : null;
    if (!found) return notFound('caseId', 'Expected the id of a case; there is none with this id.');
    if (isOwn(viewer, found)) return ownCase();
    return personOfCase(found);
  }

  async #audited(action: 'RETAIN' | 'RELEASE', hold: LegalHold, actor: string, session: ClientSession): Promise<void> {
    const { holdRef: subjectRef, _id: reasonRef, places } = hold;
    const done = { actor, role: 'PRIVACY_OFFICER', action, reason: 'LEGAL_HOLD', count: places.length } as const;
    await recordAudit(this.#parts.events, { ...done, record: legalHoldRecord, subjectRef, reasonRef }, session);
  }
}

const personOfCase = ({ subjects, provenAt }: PrivacyCase): LegalHold['subjects'] | Problem =>
  provenAt && subjects.length > 0
    ? subjects
    : notAllowed(
        'IDENTITY_NOT_PROVEN',
        'Expected a case of which it is known whose it is and that something is stored, got another. Name the records one by one.',
      );

const erasureAtWork = () =>
  notAllowed(
    'ERASURE_AT_WORK',
    'Expected records that no erasure is at, got some that one may be taking away at this moment. Nothing is held; try again in a minute.',
  );

const tooMany = () =>
  notAllowed(
    'TOO_MANY_HOLDS',
    `Expected at most ${MOST_ACTIVE_HOLDS} legal holds at one time. Release what is needed no more.`,
  );

const released = () => notAllowed('RELEASED', 'Expected a hold that is active, got one that was released before.');
