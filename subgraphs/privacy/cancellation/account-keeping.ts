import type { ClientSession } from 'mongoose';
import type { Allowances } from '../../../kit/allowance/allowances.ts';
import { notAllowed, tooManyAttempts } from '../../../kit/graphql/problems.ts';
import type { Problem } from '../../../kit/graphql/problem.type.ts';
import type { Effect, Idempotency, Outcome } from '../../../kit/idempotency/idempotency.ts';
import { tokenNotUsable } from '../../../kit/proof/proof.problem.ts';
import { tokenFault } from '../../../kit/proof/proof-token.ts';
import type { Client } from '../../../kit/viewer/client.ts';
import { anonymous } from '../../../kit/viewer/viewer.ts';
import type { CancellationState } from './account-cancellation.record.ts';
import type { CancellationCases } from './cancellation-cases.ts';
import type { CancellationStore } from './cancellation-store.ts';

export interface AccountKeepingParts {
  allowances: Allowances;
  cases: CancellationCases;
  idempotency: Idempotency;
  store: CancellationStore;
  now: () => Date;
}

/** Within an hour, by one visitor. */
const MOST = 60;
const RUNNING: readonly CancellationState[] = ['STOPPING', 'STOPPED'];

/** Takes cancellations back, by the token of the mail alone: whoever left is signed in nowhere. */
export class AccountKeeping {
  readonly #parts: AccountKeepingParts;

  constructor(parts: AccountKeepingParts) {
    this.#parts = parts;
  }

  /** The reference is the id of the cancellation. */
  async keep(input: { token: string; idempotencyKey: string }, client: Client): Promise<Outcome<Problem>> {
    const refusal = tokenFault(input.token);
    if (refusal) return { kind: 'refused', refusal };
    const { allowances, idempotency, now } = this.#parts;
    if (!(await allowances.take('keep account', client.addressKey, MOST, now())))
      return { kind: 'refused', refusal: tooManyAttempts(3_600) };
    const intention = { viewer: anonymous, mutation: 'keepMyAccount', key: input.idempotencyKey, input };
    return idempotency.once<Problem>(intention, (session) => this.#kept(input.token, session));
  }

  async #kept(token: string, session: ClientSession): Promise<Effect | Problem> {
    const { store, cases } = this.#parts;
    const now = this.#parts.now();
    const found = await store.ofToken(token, session);
    if (!found) return tokenNotUsable();
    // Of an account that was kept nothing is erased, however late the mail is read again.
    if (found.state === 'KEEPING' || found.state === 'KEPT') return tokenNotUsable();
    const isDue = (await store.besides(found, ['DUE_FOR_ERASURE'], session)).length > 0;
    if (isDue || found.state === 'DUE_FOR_ERASURE' || found.until <= now) return tooLate();
    // Of an account that was cancelled more than once, each is taken back with any: whoever keeps it keeps it.
    for (const one of [found, ...(await store.besides(found, RUNNING, session))]) {
      await store.turn(one._id, RUNNING, { state: 'KEEPING', dueAt: now }, session);
      await cases.takenBack(one.caseId, session, now);
    }
    return { reference: found._id };
  }
}

const tooLate = () =>
  notAllowed(
    'TOO_LATE',
    'Expected it within seven days of the cancellation; they are over, and what is held is being erased. Register anew.',
  );
