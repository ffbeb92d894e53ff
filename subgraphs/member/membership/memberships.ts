import type { ClientSession, Connection, mongo } from 'mongoose';
import { behind, type TimePlace } from '../../../kit/graphql/time-page.ts';
import { modelOf } from '../../../kit/record/record.ts';
import { membershipRecord, type CompanyRole, type Membership } from '../../../schema/events/membership.record.ts';
import type { Companies } from '../company/companies.ts';

export interface NewMembership {
  accountId: string;
  subjectRef: string;
  companyId: string;
  role: CompanyRole;
}

/**
 * Who acts for which company, and as what. Every change first counts in the company (`rosterChanges`): of two at once the database lets one
 * through and the other look again, so that no rule about all members of a company is broken by two changes that each kept it.
 */
export class Memberships {
  readonly #stored: mongo.Collection<Membership>;
  readonly #companies: Companies;

  /** `events` opens the database in which memberships are published. */
  constructor(events: Connection, companies: Companies) {
    this.#stored = modelOf(events, membershipRecord).collection as never;
    this.#companies = companies;
  }

  /** An account acts for a company from now on. Throws a duplicate key (11000) for an account that acts for one already. */
  async begin({ accountId, ...member }: NewMembership, session: ClientSession): Promise<void> {
    await this.#companies.countRosterChange(member.companyId, session);
    const begun = { _id: accountId, ...member, paused: false, since: new Date(), version: 1 };
    await this.#stored.insertOne(begun, { session });
  }

  /** An account acts again as before: `end` took the membership away, and gave it. Of a company that went meanwhile nothing is taken up. */
  async takeUp(membership: Membership, session: ClientSession): Promise<void> {
    if (!(await this.#companies.countRosterChange(membership.companyId, session))) return;
    await this.#stored.insertOne({ ...membership, version: membership.version + 1 }, { session });
  }

  /** Of all that change who acts for a company at one moment, one goes on; the others begin anew. */
  async changing(companyId: string, session: ClientSession): Promise<void> {
    await this.#companies.countRosterChange(companyId, session);
  }

  /** For which company an account acts; null for none. */
  of(accountId: string, session?: ClientSession): Promise<Membership | null> {
    return this.#stored.findOne({ _id: accountId }, { ...(session && { session }) });
  }

  /** As whom some people act, under their references. */
  ofHolders(subjectRefs: readonly string[]): Promise<Membership[]> {
    return this.#stored.find({ subjectRef: { $in: [...subjectRefs] } }).toArray();
  }

  /** All of a company, who came first first. */
  in(companyId: string, session?: ClientSession): Promise<Membership[]> {
    return this.#stored.find({ companyId }, { ...(session && { session }), sort: { since: 1, _id: 1 } }).toArray();
  }

  /** Some of a company, who came first first, behind a place in that order; null: from the first. */
  page(companyId: string, first: number, after: TimePlace | null): Promise<Membership[]> {
    const later = behind('since', after, 'oldest');
    return this.#stored.find({ companyId, ...later }, { sort: { since: 1, _id: 1 }, limit: first }).toArray();
  }

  async changeRole(accountId: string, role: CompanyRole, session: ClientSession): Promise<void> {
    await this.#changed(accountId, session);
    await this.#stored.updateOne({ _id: accountId }, { $set: { role }, $inc: { version: 1 } }, { session });
  }

  /** Whether the account may publish and withdraw nothing until its holder has confirmed that it is them. */
  async setPaused(accountId: string, paused: boolean, session: ClientSession): Promise<void> {
    await this.#stored.updateOne({ _id: accountId }, { $set: { paused }, $inc: { version: 1 } }, { session });
  }

  /** The account acts for no company from now on. */
  async end(accountId: string, session: ClientSession): Promise<void> {
    await this.#changed(accountId, session);
    await this.#stored.deleteOne({ _id: accountId }, { session });
  }

  async #changed(accountId: string, session: ClientSession): Promise<void> {
    const found = await this.of(accountId, session);
    if (found) await this.#companies.countRosterChange(found.companyId, session);
  }
}
