import type { ClientSession, Connection } from 'mongoose';
import type { Allowances } from '../../../kit/allowance/allowances.ts';
import type { Problem } from '../../../kit/graphql/problem.type.ts';
import { notAllowed, notFound, tooManyAttempts } from '../../../kit/graphql/problems.ts';
import type { Effect, Idempotency, Outcome } from '../../../kit/idempotency/idempotency.ts';
import type { Client } from '../../../kit/viewer/client.ts';
import type { Viewer } from '../../../kit/viewer/viewer.ts';
import { recordAudit } from '../../../schema/events/record-audit.ts';
import { caseTasksOf, taskAtOnce } from '../case-work/case-task-work.ts';
import { noted } from '../case/case-history.ts';
import type { CaseStore } from '../case/case-store.ts';
import { ownCase } from '../case/own-case.ts';
import { isRestricted } from '../case/privacy-case.policy.ts';
import { privacyCaseRecord } from '../case/privacy-case.record.ts';
import type { LiftRestrictionInput } from './lift-restriction.input.ts';

export interface RestrictionLiftingParts {
  connection: Connection;
  events: Connection;
  allowances: Allowances;
  idempotency: Idempotency;
  store: CaseStore;
  now: () => Date;
}

/** Within an hour, by one visitor. */
const MOST = 60;

/** Lets people take back a restriction that was carried out for them: nobody else does, and nobody is asked. */
export class RestrictionLifting {
  readonly #parts: RestrictionLiftingParts;

  constructor(parts: RestrictionLiftingParts) {
    this.#parts = parts;
  }

  /** The reference is the id of the case. */
  async lift(viewer: Viewer, input: LiftRestrictionInput, client: Client): Promise<Outcome<Problem>> {
    const { allowances, idempotency, now } = this.#parts;
    if (!(await allowances.take('privacy case code', client.addressKey, MOST, now())))
      return { kind: 'refused', refusal: tooManyAttempts(3_600) };
    const intention = { viewer, mutation: 'liftRestriction', key: input.idempotencyKey, input };
    return idempotency.once<Problem>(intention, (session) => this.#begun(viewer, input, session));
  }

  async #begun(viewer: Viewer, input: LiftRestrictionInput, session: ClientSession): Promise<Effect | Problem> {
    const { connection, events, store } = this.#parts;
    const now = this.#parts.now();
    const found = await ownCase(store, viewer, input, session);
    if (!found) return notFound('id', 'Expected a case of yours, by its id or by its number and code; there is none.');
    if (!isRestricted(found)) return notRestricted();
    const accountId = viewer.kind === 'account' ? viewer.accountId : null;
    const by = { role: 'SUBJECT', accountId } as const;
    const lifted = noted({ ...found, version: found.version + 1 }, 'LIFTED', by, now, { right: 'RESTRICTION' });
    await store.put(lifted, session);
    await caseTasksOf(connection).insertOne(taskAtOnce(found._id, 'LIFT', now), { session });
    const told = { actor: accountId ?? 'system', role: 'SUBJECT', action: 'RELEASE', reason: 'SELF_SERVICE' } as const;
    const about = { record: privacyCaseRecord, subjectRef: found.applicantRef, reasonRef: found._id, count: 1 };
    await recordAudit(events, { ...told, ...about }, session);
    return { reference: found._id };
  }
}

const notRestricted = () =>
  notAllowed(
    'NOT_RESTRICTED',
    'Expected a case by which what is held is kept and not used; it is not, or not any more.',
  );
