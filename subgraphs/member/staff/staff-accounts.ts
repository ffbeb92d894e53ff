import { randomBytes } from 'node:crypto';
import type { ClientSession, Connection } from 'mongoose';
import { newSubjectRef } from '../../../kit/subject-keys/subject-ref.ts';
import type { Role } from '../../../kit/viewer/viewer.ts';
import { recordAudit } from '../../../schema/events/record-audit.ts';
import { accountRecord, type AccountRecord } from '../account/account.record.ts';
import type { Accounts } from '../account/accounts.ts';
import type { PasswordChanges } from '../account/password-changes.ts';
import type { PasswordHasher } from '../password/password-hasher.ts';
import type { Sessions } from '../session/sessions.ts';

export interface StaffAccountsParts {
  connection: Connection;
  /** The database of published events: what is done here is for the audit log. */
  events: Connection;
  accounts: Accounts;
  hasher: PasswordHasher;
  sessions: Sessions;
  passwordChanges: PasswordChanges;
}

export interface NewStaff {
  email: string;
  name: string;
  roles: Role[];
  /** Null: a mail to the address lets its reader set one. */
  password: string | null;
}

/** The accounts of the staff. They are made here alone: nobody registers as staff, and no member becomes one of them. */
export class StaffAccounts {
  readonly #parts: StaffAccountsParts;

  constructor(parts: StaffAccountsParts) {
    this.#parts = parts;
  }

  /** Whoever sees them has read addresses of people: the audit log says so before they are shown. */
  async list(): Promise<AccountRecord[]> {
    const all = await this.#parts.accounts.staff();
    const read = { ...BY_COMMAND, action: 'READ', count: all.length } as const;
    await recordAudit(this.#parts.events, read);
    return all;
  }

  /** Throws when the address has an account already. */
  async add({ email, name, roles, password }: NewStaff): Promise<void> {
    const { accounts, hasher, passwordChanges } = this.#parts;
    const passwordHash = password === null ? null : await hasher.hash(password);
    await this.#inTransaction(async (session) => {
      if (await accounts.byEmail(email, session)) {
        throw new Error(
          'Expected an address that has no account, got one that has. Give another, or change its roles: npm run staff -- roles.',
        );
      }
      const now = new Date();
      const account = { ...STAFF, _id: randomBytes(12).toString('hex'), subjectRef: newSubjectRef(), email, name };
      await accounts.add({ ...account, passwordHash, staffRoles: roles }, session, now);
      await this.#audit('ROLE_GRANTED', account.subjectRef, roles.length, session);
      const added = (await accounts.byEmail(email, session))!;
      if (password === null) await passwordChanges.sendReset(added, session);
    });
  }

  /** Gives somebody these roles and no others; their sessions end, for what they hold says what they might do. Throws for who is no staff. */
  async setRoles(email: string, roles: Role[]): Promise<void> {
    await this.#change(email, async (account, session) => {
      const granted = roles.filter((role) => !account.staffRoles.includes(role));
      const withdrawn = account.staffRoles.filter((role) => !roles.includes(role));
      if (granted.length > 0) await this.#audit('ROLE_GRANTED', account.subjectRef, granted.length, session);
      if (withdrawn.length > 0) await this.#audit('ROLE_WITHDRAWN', account.subjectRef, withdrawn.length, session);
      return { ...account, staffRoles: roles };
    });
  }

  /** Ends what somebody may do: no role is left, no session, and no way to sign in. Throws for who is no staff. */
  async disable(email: string): Promise<void> {
    await this.#change(email, async (account, session) => {
      await this.#audit('ROLE_WITHDRAWN', account.subjectRef, account.staffRoles.length, session);
      return { ...account, staffRoles: [], status: 'DISABLED', passwordHash: null };
    });
  }

  async #change(
    email: string,
    changed: (account: AccountRecord, session: ClientSession) => Promise<AccountRecord>,
  ): Promise<void> {
    const { accounts, sessions } = this.#parts;
    await this.#inTransaction(async (session) => {
      const account = await accounts.byEmail(email, session);
      if (account?.kind !== 'STAFF') {
        throw new Error(
          'Expected the address of somebody of the staff, got another. See them by: npm run staff -- list.',
        );
      }
      await accounts.save(await changed(account, session), session);
      await sessions.endAll(account._id, {}, session);
    });
  }

  async #audit(
    action: 'ROLE_GRANTED' | 'ROLE_WITHDRAWN',
    subjectRef: string,
    count: number,
    session: ClientSession,
  ): Promise<void> {
    await recordAudit(this.#parts.events, { ...BY_COMMAND, action, subjectRef, count }, session);
  }

  async #inTransaction(work: (session: ClientSession) => Promise<void>): Promise<void> {
    await this.#parts.connection.transaction(work);
  }
}

const BY_COMMAND = { actor: 'system', role: 'SYSTEM', reason: 'MAINTENANCE', record: accountRecord } as const;

/** What is the same of everybody of the staff when they begin. */
const STAFF = {
  kind: 'STAFF',
  loginName: null,
  contactPerson: null,
  mobile: null,
  secondFactor: null,
  locale: 'EN',
  acceptedPolicies: [],
  authorisationDeclaredAt: null,
  status: 'ACTIVE',
} satisfies Partial<AccountRecord>;
