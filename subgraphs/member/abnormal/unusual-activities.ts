import type { ClientSession, Connection, mongo } from 'mongoose';
import type { Log } from '../../../kit/log/log.ts';
import { modelOf } from '../../../kit/record/record.ts';
import { LeasedWork, type LeasedWorkParts } from '../../../kit/work/leased-work.ts';
import type { Client } from '../../../kit/viewer/client.ts';
import { MemberActivity } from '../../../schema/events/member-activity.ts';
import { unusualActivityRecord } from '../../../schema/events/member-activity.record.ts';
import type { Idempotency, Outcome } from '../../../kit/idempotency/idempotency.ts';
import { anonymous } from '../../../kit/viewer/viewer.ts';
import type { AccountRecord } from '../account/account.record.ts';
import type { Accounts } from '../account/accounts.ts';
import type { PasswordChanges } from '../account/password-changes.ts';
import type { Mails } from '../mail/mails.ts';
import type { Memberships } from '../membership/memberships.ts';
import { tokenNotUsable, type TokenNotUsable } from '../../../kit/proof/proof.problem.ts';
import type { Proofs } from '../proof/proofs.ts';
import type { Restrictions } from '../restriction/restrictions.ts';
import type { SecurityLog } from '../security-log/security-log.ts';
import type { Sessions } from '../session/sessions.ts';

export interface UnusualActivitiesParts {
  events: Connection;
  accounts: Accounts;
  memberships: Memberships;
  idempotency: Idempotency;
  mails: Mails;
  proofs: Proofs;
  restrictions: Restrictions;
  passwordChanges: Pick<PasswordChanges, 'sendReset'>;
  securityLog: SecurityLog;
  sessions: Sessions;
  log: Log;
}

const CONFIRMABLE_SECONDS = 7 * 86_400;
/** How often it is looked whether somebody who left is back. */
const AWAY_MS = 600_000;

type Told = { _id: string; count: number; at: Date; dueAt: Date };

/**
 * Accounts that changed more at once than is like them: they are paused, and their holders asked by mail. Whoever counts has stopped them
 * already; here it is made lasting, and told.
 */
export class UnusualActivities {
  readonly #parts: UnusualActivitiesParts;
  readonly #work: LeasedWork;
  readonly #told: mongo.Collection<Told>;

  constructor(parts: UnusualActivitiesParts) {
    this.#parts = parts;
    this.#told = modelOf(parts.events, unusualActivityRecord).collection as never;
    const collection = this.#told as unknown as LeasedWorkParts['collection'];
    this.#work = new LeasedWork({ kind: 'unusual activity', collection, run: (id) => this.#pause(id), log: parts.log });
  }

  start(): void {
    this.#work.start();
  }

  stop(): Promise<void> {
    return this.#work.stop();
  }

  /**
   * The holder answers the mail. It was them: the pause ends, and counting begins anew. It was not: every session ends, the pause stays, and
   * two mails go out, one to set a new password, one to end the pause afterwards.
   */
  answer(
    { token, itWasMe, idempotencyKey }: { token: string; itWasMe: boolean; idempotencyKey?: string | null },
    client: Client,
  ): Promise<Outcome<TokenNotUsable>> {
    const { idempotency, proofs, accounts } = this.#parts;
    const input = { token, itWasMe };
    const intention = { viewer: anonymous, mutation: 'confirmActivity', key: idempotencyKey ?? null, input };
    return idempotency.once<TokenNotUsable>(intention, async (session) => {
      const proof = await proofs.take(token, ['CONFIRM_ACTIVITY'], session, new Date());
      const account = proof && (await accounts.byId(proof.accountId, session));
      if (!account) return tokenNotUsable();
      await (itWasMe ? this.#confirmed(account, client, session) : this.#denied(account, client, session));
      return { reference: itWasMe ? 'confirmed' : 'denied' };
    });
  }

  async #pause(accountId: string): Promise<void> {
    const { events, accounts, mails, securityLog } = this.#parts;
    await events.transaction(async (session) => {
      const told = await this.#told.findOneAndDelete({ _id: accountId }, { session });
      const account = told && (await accounts.byId(accountId, session));
      if (!account) return;
      await this.#setPaused(account, true, session);
      if (account.status === 'CANCELLED') return this.#later(told, session);
      await securityLog.note(account, 'MASS_CHANGES_PAUSED', null, session);
      const { subjectRef, email: to, locale } = account;
      const facts = { token: await this.#token(account, session), count: told.count };
      await mails.post({ to, subjectRef, template: 'activityPaused', facts, locale }, session);
    });
  }

  /** They are written to when they are back. */
  async #later(told: Told, session: ClientSession): Promise<void> {
    const at = new Date();
    await this.#told.insertOne({ ...told, at, dueAt: new Date(at.getTime() + AWAY_MS) }, { session });
  }

  async #confirmed(account: AccountRecord, client: Client, session: ClientSession): Promise<void> {
    const { events, securityLog } = this.#parts;
    await this.#setPaused(account, false, session);
    await new MemberActivity({ events }).forget(account._id, session);
    await this.#told.deleteOne({ _id: account._id }, { session });
    await securityLog.note(account, 'MASS_CHANGES_CONFIRMED', client, session);
  }

  async #denied(account: AccountRecord, client: Client, session: ClientSession): Promise<void> {
    const { accounts, mails, passwordChanges, proofs, securityLog, sessions } = this.#parts;
    await sessions.endAll(account._id, {}, session);
    // Whoever did it may know the password, and have asked for another address by it.
    await proofs.withdraw(account._id, 'CHANGE_EMAIL', session);
    const locked = { ...account, passwordHash: null };
    await accounts.save(locked, session);
    await passwordChanges.sendReset(locked, session);
    const { subjectRef, email: to, locale } = account;
    const facts = { token: await this.#token(account, session) };
    await mails.post({ to, subjectRef, template: 'resumeActivity', facts, locale }, session);
    await securityLog.note(account, 'MASS_CHANGES_DENIED', client, session);
  }

  /** Also of somebody whose membership is kept until they come back. */
  async #setPaused({ _id, subjectRef }: AccountRecord, paused: boolean, session: ClientSession): Promise<void> {
    const { memberships, restrictions } = this.#parts;
    await memberships.setPaused(_id, paused, session);
    await restrictions.setPaused(subjectRef, paused, session);
  }

  #token({ _id: accountId, subjectRef }: AccountRecord, session: ClientSession): Promise<string> {
    const proven = { accountId, subjectRef, purpose: 'CONFIRM_ACTIVITY', email: null } as const;
    return this.#parts.proofs.issue(proven, CONFIRMABLE_SECONDS, session, new Date());
  }
}
