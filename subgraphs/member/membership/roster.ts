import type { ClientSession, Connection } from 'mongoose';
import { modelOf } from '../../../kit/record/record.ts';
import { notAllowed, notFound, type NotAllowed, type NotFound } from '../../../kit/graphql/problems.ts';
import { localIdOf } from '../../../kit/global-id/global-id.ts';
import type { ActingMember } from '../../../schema/events/acting-member.ts';
import type { CompanyRole, Membership } from '../../../schema/events/membership.record.ts';
import { dropRulesOf } from '../inbox/inquiry-assignments.ts';
import { lastOwner, type LastOwner } from './last-owner.problem.ts';
import type { Memberships } from './memberships.ts';
import { OFFER_SECONDS, ownershipOfferRecord, type OwnershipOfferRecord } from './ownership-offer.record.ts';

type Refusal = NotAllowed | NotFound | LastOwner;

/**
 * Changes of who acts for a company. A company that has members has an owner among them: all of these happen within a transaction in which
 * the memberships first count a change in the company, so that two at once are one after the other. Null: it was done.
 */
export class Roster {
  readonly #connection: Connection;
  readonly #memberships: Memberships;

  constructor(connection: Connection, memberships: Memberships) {
    this.#connection = connection;
    this.#memberships = memberships;
  }

  async changeRole(owner: ActingMember, memberId: string, role: CompanyRole, session: ClientSession) {
    const found = await this.#memberIn(owner.companyId, memberId, session);
    if (!('_id' in found)) return found;
    if (role !== 'OWNER' && (await this.#isLastOwner(found, session))) return lastOwner();
    await this.#memberships.changeRole(found._id, role, session);
    return null;
  }

  async remove(owner: ActingMember, memberId: string, session: ClientSession): Promise<Refusal | null> {
    const found = await this.#memberIn(owner.companyId, memberId, session);
    if (!('_id' in found)) return found;
    return this.leave(found, session);
  }

  /** A member acts for the company no more. */
  async leave(member: Membership, session: ClientSession): Promise<LastOwner | null> {
    if (await this.#isLastOwner(member, session)) return lastOwner();
    await this.#memberships.end(member._id, session);
    await dropRulesOf(this.#connection, member, session);
    return null;
  }

  async offer(owner: ActingMember, memberId: string, session: ClientSession, now = new Date()) {
    const found = await this.#memberIn(owner.companyId, memberId, session);
    if (!('_id' in found)) return found;
    if (found._id === owner.accountId) {
      return notAllowed('OWN_OFFER', 'Expected another member of the company, got the one who offers it.');
    }
    const offer: Omit<OwnershipOfferRecord, '_id'> = {
      fromRef: owner.subjectRef,
      fromAccount: owner.accountId,
      toRef: found.subjectRef,
      toAccount: found._id,
      offeredAt: now,
    };
    await this.#offers.updateOne({ _id: owner.companyId }, { $set: offer }, { upsert: true, session });
    return found;
  }

  /** The offer that stands; null when there is none, or it is past its time. */
  async offerOf(companyId: string, session?: ClientSession, now = Date.now()): Promise<OwnershipOfferRecord | null> {
    const offer = await this.#offers.findById(companyId, null, { ...(session && { session }) }).lean();
    const stands = offer !== null && offer.offeredAt.getTime() + OFFER_SECONDS * 1_000 > now;
    return stands ? offer : null;
  }

  /** Whoever the company was offered to is an owner, and the one who offered it an editor. */
  async accept(member: ActingMember, session: ClientSession): Promise<Refusal | null> {
    const offer = await this.offerOf(member.companyId, session);
    if (!offer || offer.toAccount !== member.accountId) {
      return notAllowed('NO_OFFER', 'Expected an offer to this member that stands. Ask the owner for another.');
    }
    const from = await this.#memberships.of(offer.fromAccount, session);
    if (from?.companyId !== member.companyId || from.role !== 'OWNER') {
      return notAllowed('NO_OFFER', 'Expected an offer of an owner, got one of somebody who is none any more.');
    }
    await this.#memberships.changeRole(member.accountId, 'OWNER', session);
    await this.#memberships.changeRole(from._id, 'EDITOR', session);
    await this.withdrawOffer(member.companyId, session);
    return null;
  }

  async withdrawOffer(companyId: string, session: ClientSession): Promise<void> {
    await this.#offers.deleteOne({ _id: companyId }, { session });
  }

  async #memberIn(companyId: string, memberId: string, session: ClientSession): Promise<Membership | NotFound> {
    const accountId = localIdOf('CompanyMember', memberId);
    const found = accountId === null ? null : await this.#memberships.of(accountId, session);
    if (found?.companyId === companyId) return found;
    return notFound('memberId', 'Expected a member of the company, as `members` shows it; there is none with this id.');
  }

  async #isLastOwner({ _id, companyId, role }: Membership, session: ClientSession): Promise<boolean> {
    if (role !== 'OWNER') return false;
    await this.#memberships.changing(companyId, session);
    const all = await this.#memberships.in(companyId, session);
    return !all.some((other) => other.role === 'OWNER' && other._id !== _id);
  }

  get #offers() {
    return modelOf(this.#connection, ownershipOfferRecord);
  }
}
