import type { ClientSession, Connection, mongo } from 'mongoose';
import { modelOf } from '../../../kit/record/record.ts';
import { isOwnerStill, mayBeMailed } from './restriction.policy.ts';
import { restrictionRecord, type RestrictionRecord } from './restriction.record.ts';

/** Knows whose data is kept and not used. Nothing of it is sealed: it is asked before anything is sent. */
export class Restrictions {
  readonly #stored: mongo.Collection<RestrictionRecord>;

  constructor(connection: Connection) {
    this.#stored = modelOf(connection, restrictionRecord).collection as never;
  }

  /** Null: nothing is stopped for the person. */
  of(subjectRef: string, session?: ClientSession): Promise<RestrictionRecord | null> {
    return this.#stored.findOne({ _id: subjectRef }, { ...(session && { session }) });
  }

  async put(restriction: RestrictionRecord, session: ClientSession): Promise<void> {
    const { _id } = restriction;
    await this.#stored.replaceOne({ _id }, restriction, { session, upsert: true });
  }

  async remove(subjectRef: string, session: ClientSession): Promise<void> {
    await this.#stored.deleteOne({ _id: subjectRef }, { session });
  }

  /** Whether somebody who acts for no company at present is paused when they come back to theirs. */
  async setPaused(subjectRef: string, paused: boolean, session: ClientSession): Promise<void> {
    const kept = { _id: subjectRef, membership: { $ne: null } };
    await this.#stored.updateOne(kept, { $set: { 'membership.paused': paused } }, { session });
  }

  /** Whether somebody may come back to a company for which they act no more at present. */
  async isAwaited(companyId: string, session: ClientSession): Promise<boolean> {
    const kept = { 'membership.companyId': companyId };
    return (await this.#stored.findOne(kept, { session, projection: { _id: 1 } })) !== null;
  }

  /** The companies that some people owned until then. */
  async ownedBy(subjectRefs: readonly string[]): Promise<string[]> {
    const which = { _id: { $in: [...subjectRefs] }, 'membership.role': 'OWNER' } as const;
    const found = await this.#stored.find(which, { projection: { membership: 1 } }).toArray();
    return found.map(({ membership }) => membership!.companyId);
  }

  /** Whether somebody else than these people may come back to a company as its owner. */
  async awaitsOwner(companyId: string, but: readonly string[]): Promise<boolean> {
    const which = { 'membership.companyId': companyId, 'membership.role': 'OWNER', _id: { $nin: [...but] } } as const;
    const found = await this.#stored.find(which, { projection: { reasons: 1 } }).toArray();
    return found.some(({ reasons }) => isOwnerStill(reasons.map(({ reason }) => reason)));
  }

  /** Whether something is sent to the person now. */
  async reach({ subjectRef, template = '' }: { subjectRef: string; template?: string }): Promise<boolean> {
    const found = await this.of(subjectRef);
    return mayBeMailed(found?.reasons.map(({ reason }) => reason) ?? [], template);
  }
}
