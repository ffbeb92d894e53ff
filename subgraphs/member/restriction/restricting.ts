import type { ClientSession, Connection } from 'mongoose';
import { fencesOf } from '../../../kit/fence/fences.ts';
import type { LiftedReason, PersonReference, RestrictionReason } from '../../../kit/participation/participant.ts';
import { isSubjectRef } from '../../../kit/subject-keys/subject-ref.ts';
import type { Accounts } from '../account/accounts.ts';
import type { Companies } from '../company/companies.ts';
import type { SecurityEventKind } from '../security-log/security-event.record.ts';
import type { Subscriptions } from '../subscription/subscriptions.ts';
import type { AccountStop } from './account-stop.ts';
import type { RestrictionRecord } from './restriction.record.ts';
import type { Restrictions } from './restrictions.ts';

export interface RestrictingParts {
  connection: Connection;
  accounts: Accounts;
  accountStop: AccountStop;
  companies: Companies;
  restrictions: Restrictions;
  subscriptions: Subscriptions;
  now?: () => Date;
}

type Work = (subjectRef: string, session: ClientSession) => Promise<number>;

const STOPPED: Readonly<Record<RestrictionReason, SecurityEventKind>> = {
  ACCOUNT_LEFT: 'ACCOUNT_CANCELLED',
  RESTRICTION: 'DATA_RESTRICTED',
  ERASURE: 'ACCOUNT_CANCELLED',
};
const LIFTED: Readonly<Record<LiftedReason, SecurityEventKind>> = {
  ACCOUNT_LEFT: 'ACCOUNT_KEPT',
  RESTRICTION: 'RESTRICTION_LIFTED',
};

/**
 * Stops everything that is done with somebody's data but storing it, and takes it up again as it was: all of a person in one transaction. Staff
 * are left alone, unless they are erased: their accounts are ended by whoever leads them. Of whoever is being erased nothing is taken up again.
 */
export class Restricting {
  readonly #parts: RestrictingParts;
  readonly #listeners = new Set<() => void>();

  constructor(parts: RestrictingParts) {
    this.#parts = parts;
  }

  /** Told whenever something was hidden here; answers with how to stop listening. */
  onHidden(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /**
   * A reason that holds already changes nothing but until when it can be taken back. Answers for how many references something was stopped. Of whoever is
   * fenced everything was stopped before; what said so may be erased by now, and is not stored again.
   */
  async restrict(references: readonly PersonReference[], reason: RestrictionReason, until: string | null = null) {
    const end = until === null ? null : new Date(until);
    const fenced = await fencesOf(this.#parts.connection).fencedAmong(references.map(({ ref }) => ref));
    const open = references.filter(({ ref }) => !fenced.has(ref));
    const changed = await this.#each(open, (ref, session) => this.#stop(ref, reason, end, session));
    if (changed > 0) for (const listener of this.#listeners) listener();
    return { changed };
  }

  /** A reason that does not hold changes nothing. Answers for how many references it was taken back. */
  async lift(references: readonly PersonReference[], reason: LiftedReason) {
    return { changed: await this.#each(references, (ref, session) => this.#lift(ref, reason, session)) };
  }

  async #stop(ref: string, reason: RestrictionReason, until: Date | null, session: ClientSession): Promise<number> {
    const { accounts, accountStop, restrictions } = this.#parts;
    const found = await restrictions.of(ref, session);
    const account = await accounts.ofHolder(ref, session);
    if (found && isErased(found)) return 0;
    if (account?.kind === 'STAFF' && reason !== 'ERASURE') return 0;
    if (found?.reasons.some((one) => one.reason === reason)) {
      const renewed = found.reasons.map((one) => (one.reason === reason ? { ...one, until } : one));
      await restrictions.put({ ...found, reasons: renewed }, session);
      return 0;
    }
    const at = this.#parts.now?.() ?? new Date();
    const reasons = [...(found?.reasons ?? []), { reason, at, until }];
    const left = account && !found ? await accountStop.leave(account, session) : null;
    await restrictions.put({ _id: ref, subjectRef: ref, reasons, membership: found?.membership ?? left }, session);
    if (!found) await this.#hide(ref, session);
    if (!account) return 1;
    await accountStop.settle(account, namesOf(reasons), STOPPED[reason], session);
    await accountStop.endSessions(account, session);
    return 1;
  }

  async #lift(ref: string, reason: LiftedReason, session: ClientSession): Promise<number> {
    const { accounts, accountStop, restrictions } = this.#parts;
    const found = await restrictions.of(ref, session);
    if (!found?.reasons.some((one) => one.reason === reason) || isErased(found)) return 0;
    const reasons = found.reasons.filter((one) => one.reason !== reason);
    const account = await accounts.ofHolder(ref, session);
    if (reasons.length > 0) await restrictions.put({ ...found, reasons }, session);
    else {
      await restrictions.remove(ref, session);
      if (account && found.membership) await accountStop.comeBack(ref, found.membership, session);
      await this.#show(ref, session);
    }
    if (account) await accountStop.settle(account, namesOf(reasons), LIFTED[reason], session);
    return 1;
  }

  async #hide(ref: string, session: ClientSession): Promise<void> {
    const { companies, subscriptions } = this.#parts;
    for (const id of await companies.idsOfTrader(ref, session)) await companies.stop(id, 'TRADER', session);
    await companies.stopPerson(ref, true, session);
    await subscriptions.rest(ref, session);
  }

  async #show(ref: string, session: ClientSession): Promise<void> {
    const { companies, subscriptions } = this.#parts;
    for (const id of await companies.idsOfTrader(ref, session)) await companies.resume(id, 'TRADER', session);
    await companies.stopPerson(ref, false, session);
    await subscriptions.wake(ref, session);
  }

  /** Whatever is no reference of a person is none that anything here is stopped by. */
  async #each(references: readonly PersonReference[], work: Work): Promise<number> {
    const refs = [...new Set(references.map(({ ref }) => ref))].filter(isSubjectRef).toSorted();
    let changed = 0;
    if (refs.length === 0) return changed;
    await this.#parts.connection.transaction(async (session: ClientSession) => {
      changed = 0;
      for (const ref of refs) changed += await work(ref, session);
    });
    return changed;
  }
}

/** From then on nothing is written about the person, this neither. */
const isErased = ({ reasons }: RestrictionRecord): boolean => reasons.some(({ reason }) => reason === 'ERASURE');

const namesOf = (reasons: readonly { reason: RestrictionReason }[]): RestrictionReason[] =>
  reasons.map(({ reason }) => reason);
