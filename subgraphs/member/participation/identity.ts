import type { Connection } from 'mongoose';
import type { Log } from '../../../kit/log/log.ts';
import { emailForm } from '../../../kit/mail/email-address.ts';
import type { IdentifiedPerson, PersonReference, PersonSought } from '../../../kit/participation/participant.ts';
import { Records, type RecordsOf } from '../../../kit/record/records.ts';
import type { Keyring } from '../../../kit/sealing/keyring.ts';
import type { AccountRecord } from '../account/account.record.ts';
import type { Accounts } from '../account/accounts.ts';
import type { Companies } from '../company/companies.ts';
import type { CompanyRecord } from '../company/company.record.ts';
import { deviceRecord } from '../device/device.record.ts';
import type { Memberships } from '../membership/memberships.ts';
import { Proofs } from '../proof/proofs.ts';
import { BlockedWriters } from '../report/blocked-writers.ts';
import type { Restrictions } from '../restriction/restrictions.ts';
import { SameAddress } from './same-address.ts';

export interface IdentityParts {
  connection: Connection;
  keyring: Keyring;
  accounts: Accounts;
  memberships: Memberships;
  restrictions: Restrictions;
  companies: Companies;
  log: Log;
}

const MOST_FORMER = 10;

/**
 * Who somebody is here: everything that one person is stored under. By an account, or by an address that was proven, these belong to them:
 *
 * - the holder of the account, whom sessions, proofs, the security log, uploads, threads and memberships name by the same reference;
 * - the account's own id, where records name whoever acted by it: claims, appeals and reports that staff took or decided;
 * - devices that were joined to the account: whoever signed in there joined them;
 * - the guest of the address: they have proven to read it, as has whoever asks;
 * - registrations, inquiries and subscriptions that wait for a proof of the address, and invitations to it: whoever reads the address is whom
 *   they name, whoever typed it;
 * - what blocks the account or the address from writing inquiries;
 * - contact persons of companies with that very address: a company said that they are reached there;
 * - the sole trader whose company the account owns. Of several owners it is the one whose address the company gives; else nobody, for the
 *   trader is one of them and the others may not read what is the trader's.
 *
 * A thread, a document and a canned answer have keys of their own, for whomever their words may name: those are nobody's references.
 */
export class Identity {
  readonly #parts: IdentityParts;
  readonly #devices: RecordsOf<typeof deviceRecord>;
  readonly #same: SameAddress;
  readonly #proofs: Proofs;
  readonly #blocked: BlockedWriters;

  constructor(parts: IdentityParts) {
    const { connection, keyring, log } = parts;
    this.#parts = parts;
    this.#devices = new Records(connection, deviceRecord, keyring);
    this.#proofs = new Proofs(connection, keyring);
    this.#same = new SameAddress(connection, keyring, log);
    this.#blocked = new BlockedWriters(connection, keyring);
  }

  identify = async (sought: PersonSought): Promise<IdentifiedPerson> => {
    const { accounts } = this.#parts;
    const account = await ('accountId' in sought ? accounts.byId(sought.accountId) : accounts.byEmail(sought.email));
    const email = account?.email ?? ('email' in sought ? sought.email : null);
    if (email === null) return { references: [], account: null };
    const company = account && (await this.#companyOf(account));
    const blocked = await this.#blocked.sought({ accountId: account?._id ?? null, email });
    const references = [
      ...(account ? await this.#ofAccount(account, company) : []),
      ...(await this.#same.referencesOf(email, blocked)),
    ];
    if (!account) return { references: eachOnce(references), account: null };
    const formerEmails = await this.#proofs.formerEmails(account._id, MOST_FORMER);
    return { references: eachOnce(references), account: { ...told(account, company), formerEmails } };
  };

  async #ofAccount(account: AccountRecord, company: CompanyRecord | null): Promise<PersonReference[]> {
    const { _id: accountId, subjectRef, kind } = account;
    const projection = { projection: { subjectRef: 1 } };
    const devices = await this.#devices.collection.find({ accountId } as never, projection).toArray();
    const isTrader = company !== null && company.traderRef !== null && (await this.#isTrader(account, company));
    return [
      { ref: subjectRef, kind },
      { ref: accountId, kind },
      ...devices.map((device) => ({ ref: device['subjectRef'] as string, kind })),
      ...(isTrader ? [{ ref: company.traderRef!, kind: 'SOLE_TRADER' as const }] : []),
    ];
  }

  async #isTrader(
    { _id: accountId, subjectRef, email }: AccountRecord,
    { _id, contact }: CompanyRecord,
  ): Promise<boolean> {
    const { memberships, restrictions } = this.#parts;
    const owners = (await memberships.in(_id)).filter(({ role }) => role === 'OWNER');
    const hasLeft = (await restrictions.of(subjectRef))?.membership?.role === 'OWNER';
    if (!hasLeft && !owners.some((owner) => owner._id === accountId)) return false;
    const isAlone = owners.every((owner) => owner._id === accountId);
    return isAlone || (contact?.email != null && emailForm(contact.email) === emailForm(email));
  }

  /** Also while what is held about the holder is kept and not used, and they act for no company. */
  async #companyOf({ _id, subjectRef }: AccountRecord): Promise<CompanyRecord | null> {
    const kept = await this.#parts.restrictions.of(subjectRef);
    const membership = kept?.membership ?? (await this.#parts.memberships.of(_id));
    return membership && this.#parts.companies.byId(membership.companyId);
  }
}

const told = (account: AccountRecord, company: CompanyRecord | null) => ({
  accountId: account._id,
  email: account.email,
  name: account.name,
  locale: account.locale,
  country: company?.country ?? null,
  isStaff: account.kind === 'STAFF',
});

/** The first of each: what is said first of a reference is what it is. */
const eachOnce = (references: readonly PersonReference[]): PersonReference[] =>
  references.filter(({ ref }, index) => references.findIndex((other) => other.ref === ref) === index);
