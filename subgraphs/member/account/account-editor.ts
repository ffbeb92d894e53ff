import { tooManyAttempts, type InvalidInput } from '../../../kit/graphql/problems.ts';
import type { Problem } from '../../../kit/graphql/problem.type.ts';
import type { Idempotency, Outcome } from '../../../kit/idempotency/idempotency.ts';
import type { Client } from '../../../kit/viewer/client.ts';
import type { Viewer } from '../../../kit/viewer/viewer.ts';
import type { Allowances } from '../../../kit/allowance/allowances.ts';
import { authorisationNotDeclared } from '../registration/registration.problem.ts';
import type { SecurityLog } from '../security-log/security-log.ts';
import type { AccountRecord } from './account.record.ts';
import type { UpdateAccountInput } from './account.input.ts';
import { accountVersionConflict, loginNameTaken } from './account.problem.ts';
import type { Accounts } from './accounts.ts';
import { loginNameRefusal, nameFault, nameText, telephoneFault, telephoneText } from './details.ts';
import { loginNameText } from './login-name.ts';
import { presentViewer } from './viewer.presenter.ts';

export interface AccountEditorParts {
  accounts: Accounts;
  allowances: Allowances;
  idempotency: Idempotency;
  securityLog: SecurityLog;
  now?: () => Date;
}

/** Login names that one account may ask for within an hour: each answer tells whether somebody has the name. */
const MOST_NAMES = 20;
const DUPLICATE = 11_000;

/** Changes what holders say of themselves. */
export class AccountEditor {
  readonly #parts: AccountEditorParts;
  readonly #now: () => Date;

  constructor(parts: AccountEditorParts) {
    this.#parts = parts;
    this.#now = parts.now ?? (() => new Date());
  }

  async update({ _id }: AccountRecord, viewer: Viewer, input: UpdateAccountInput, client: Client | null) {
    const fault = faultIn(input);
    if (fault) return { kind: 'refused', refusal: fault } as const;
    const { accounts, idempotency, securityLog } = this.#parts;
    const intention = { viewer, mutation: 'updateAccount', key: input.idempotencyKey, input };
    let mayName: boolean | undefined;
    const outcome = idempotency.once<Problem>(intention, async (session) => {
      const account = (await accounts.byId(_id, session))!;
      if (account.version !== input.expectedVersion) {
        return accountVersionConflict(presentViewer(account), input.expectedVersion);
      }
      const changed = changedBy(account, input);
      if (namesAnother(changed, account)) {
        if (!input.authorisationDeclared) return authorisationNotDeclared();
        changed.authorisationDeclaredAt = this.#now();
      }
      if (changed.loginName !== account.loginName) {
        mayName ??= await this.#parts.allowances.take('login name', _id, MOST_NAMES, this.#now());
        if (!mayName) return tooManyAttempts(3_600);
        if (await this.#isTaken(changed)) return loginNameTaken();
        await securityLog.note(account, 'LOGIN_NAME_CHANGED', client, session);
      }
      await accounts.save(changed, session, this.#now());
      return { reference: _id };
    });
    return outcome.catch((error: unknown): Outcome<Problem> => {
      if ((error as { code?: unknown }).code !== DUPLICATE) throw error;
      return { kind: 'refused', refusal: loginNameTaken() };
    });
  }

  /** Whether another account has the name. */
  async #isTaken({ _id, loginName }: AccountRecord): Promise<boolean> {
    const holder = loginName === null ? null : await this.#parts.accounts.byLoginName(loginName);
    return holder !== null && holder._id !== _id;
  }
}

function faultIn(input: UpdateAccountInput): InvalidInput | null {
  return (
    (input.name == null ? null : nameFault('name', input.name)) ??
    (input.contactPerson == null ? null : nameFault('contactPerson', input.contactPerson)) ??
    telephoneFault('mobile', input.mobile) ??
    loginNameRefusal('loginName', input.loginName)
  );
}

/** What is absent stays; null takes away what there may be none of. */
function changedBy(
  account: AccountRecord,
  { name, contactPerson, mobile, locale, loginName }: UpdateAccountInput,
): AccountRecord {
  return {
    ...account,
    name: name == null ? account.name : nameText(name),
    contactPerson: orElse(contactPerson, account.contactPerson, nameText),
    mobile: orElse(mobile, account.mobile, telephoneText),
    locale: locale ?? account.locale,
    loginName: orElse(loginName, account.loginName, loginNameText),
  };
}

/** Whether a change names a contact person who was not named before, and is not the holder. */
const namesAnother = (changed: AccountRecord, account: AccountRecord): boolean =>
  changed.contactPerson !== null && ![account.contactPerson, changed.name].includes(changed.contactPerson);

const orElse = (given: string | null | undefined, stored: string | null, form: (text: string) => string) =>
  given === undefined ? stored : given && form(given);
