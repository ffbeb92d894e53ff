import type { ClientSession } from 'mongoose';
import { Fenced } from '../../../kit/fence/fenced.ts';
import type { Problem } from '../../../kit/graphql/problem.type.ts';
import type { Effect, Idempotency, Outcome } from '../../../kit/idempotency/idempotency.ts';
import { evenly } from '../../../kit/process/evenly.ts';
import type { Client } from '../../../kit/viewer/client.ts';
import { anonymous, type Viewer } from '../../../kit/viewer/viewer.ts';
import type { Allowances } from '../../../kit/allowance/allowances.ts';
import type { Mails } from '../mail/mails.ts';
import type { PasswordHasher } from '../password/password-hasher.ts';
import { tokenNotUsable } from '../../../kit/proof/proof.problem.ts';
import { tokenFault } from '../../../kit/proof/proof-token.ts';
import type { Proofs } from '../proof/proofs.ts';
import { maySignIn } from '../restriction/restriction.policy.ts';
import type { SecurityLog } from '../security-log/security-log.ts';
import type { Sessions } from '../session/sessions.ts';
import type { PasswordProof } from '../sign-in/password-proof.ts';
import type { Places } from '../sign-in/places.ts';
import type { AccountRecord } from './account.record.ts';
import type { ChangePasswordInput, RequestPasswordResetInput, ResetPasswordInput } from './account.input.ts';
import type { Accounts } from './accounts.ts';
import { emailRefusal, passwordRefusal } from './details.ts';
import { emailForm } from '../../../kit/mail/email-address.ts';

export interface PasswordChangesParts {
  accounts: Accounts;
  proofs: Proofs;
  allowances: Allowances;
  idempotency: Idempotency;
  hasher: PasswordHasher;
  passwordProof: PasswordProof;
  places: Pick<Places, 'seen'>;
  sessions: Sessions;
  securityLog: SecurityLog;
  mails: Mails;
  now?: () => Date;
}

const MOST_MAILS = 3;
export const RESET_SECONDS = 3_600;
const ANSWERED_AFTER_MS = 500;

/** Sets new passwords: by the one in force, or by a token that was sent to the account's address. */
export class PasswordChanges {
  readonly #parts: PasswordChangesParts;
  readonly #now: () => Date;

  constructor(parts: PasswordChangesParts) {
    this.#parts = parts;
    this.#now = parts.now ?? (() => new Date());
  }

  /** The same answer, after the same time, whether or not the address has an account. */
  async requestReset(input: RequestPasswordResetInput): Promise<Outcome<Problem>> {
    const refusal = emailRefusal('email', input.email);
    if (refusal) return { kind: 'refused', refusal };
    const intention = { viewer: anonymous, mutation: 'requestPasswordReset', key: input.idempotencyKey, input };
    let mayMail: boolean | undefined;
    return evenly(ANSWERED_AFTER_MS, () =>
      this.#parts.idempotency
        .once<Problem>(intention, async (session) => {
          const { accounts, allowances } = this.#parts;
          mayMail ??= await allowances.take('reset mail', emailForm(input.email), MOST_MAILS, this.#now());
          const account = await accounts.byEmail(input.email, session);
          if (mayMail && account && maySignIn(account)) await this.sendReset(account, session);
          return { reference: null };
        })
        .catch(asNobody),
    );
  }

  /** Mails a token to the address of an account. */
  async sendReset({ _id, subjectRef, email: to, locale }: AccountRecord, session: ClientSession): Promise<void> {
    const now = this.#now();
    const proven = { accountId: _id, subjectRef, purpose: 'RESET_PASSWORD', email: null } as const;
    const token = await this.#parts.proofs.issue(proven, RESET_SECONDS, session, now);
    await this.#parts.mails.post({ to, subjectRef, template: 'resetPassword', facts: { token }, locale }, session, now);
  }

  /**
   * Ends every session. The account is known from then on where it was done: whoever others keep waiting by their guesses comes in again by a
   * mail. The reference is the account's id.
   */
  async reset(input: ResetPasswordInput, client: Client | null): Promise<Outcome<Problem>> {
    const refusal = tokenFault(input.token) ?? passwordRefusal('newPassword', input.newPassword, []);
    if (refusal) return { kind: 'refused', refusal };
    const intention = { viewer: anonymous, mutation: 'resetPassword', key: input.idempotencyKey, input };
    const { proofs, accounts, hasher, idempotency, places } = this.#parts;
    const isKnown = await proofs.has(input.token, 'RESET_PASSWORD');
    const passwordHash = isKnown ? await hasher.hash(input.newPassword) : null;
    return idempotency.once<Problem>(intention, async (session) => {
      const proof = isKnown ? await proofs.take(input.token, ['RESET_PASSWORD'], session, this.#now()) : null;
      const account = proof && (await accounts.byId(proof.accountId, session));
      if (!account || !maySignIn(account)) return tokenNotUsable();
      const own = ownWordsRefusal(account, input.newPassword);
      if (own) return own;
      if (client) await places.seen(account, client, session);
      return this.#set(account, passwordHash!, client, null, session);
    });
  }

  /** Ends every session but the one by which it is asked. */
  async change(
    { _id }: AccountRecord,
    viewer: Extract<Viewer, { kind: 'account' }>,
    input: ChangePasswordInput,
    client: Client,
  ): Promise<Outcome<Problem>> {
    const refusal = passwordRefusal('newPassword', input.newPassword, []);
    if (refusal) return { kind: 'refused', refusal };
    const intention = { viewer, mutation: 'changePassword', key: input.idempotencyKey, input };
    const { accounts, hasher, passwordProof, idempotency } = this.#parts;
    let proven: Promise<Problem | null> | undefined;
    let hashed: Promise<string> | undefined;
    return idempotency.once<Problem>(intention, async (session) => {
      const account = (await accounts.byId(_id, session))!;
      const own = ownWordsRefusal(account, input.newPassword);
      if (own) return own;
      // Asked and computed once, also when the transaction runs again; and not at all for a repeat of what was done.
      const wrong = await (proven ??= passwordProof.refusal(account, input.currentPassword, client));
      if (wrong) return wrong;
      return this.#set(account, await (hashed ??= hasher.hash(input.newPassword)), client, viewer.sessionId, session);
    });
  }

  async #set(
    account: AccountRecord,
    passwordHash: string,
    client: Client | null,
    except: string | null,
    session: ClientSession,
  ): Promise<Effect> {
    const { accounts, proofs, sessions, securityLog, mails } = this.#parts;
    const { _id, subjectRef, email: to, locale } = account;
    const now = this.#now();
    await accounts.save({ ...account, passwordHash }, session, now);
    // Whoever knew the old one may have asked for another address too.
    for (const purpose of ['RESET_PASSWORD', 'CHANGE_EMAIL'] as const) await proofs.withdraw(_id, purpose, session);
    await sessions.endAll(_id, except === null ? {} : { except }, session);
    await mails.post({ to, subjectRef, template: 'passwordChanged', facts: {}, locale }, session, now);
    await securityLog.note(account, 'PASSWORD_CHANGED', client, session);
    return { reference: _id };
  }
}

const ownWordsRefusal = ({ email, name, loginName }: AccountRecord, password: string) =>
  passwordRefusal('newPassword', password, [email, name, loginName]);

/** Whoever asks for the mail need not be the one who is being erased: the answer is that of an address without an account. */
function asNobody(error: unknown): Outcome<never> {
  if (error instanceof Fenced) return { kind: 'done', reference: null, repeated: false };
  throw error;
}
