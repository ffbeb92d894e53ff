import { behind } from '../../../kit/graphql/time-page.ts';
import type { ClientSession, Connection } from 'mongoose';
import { Records, type RecordsOf } from '../../../kit/record/records.ts';
import type { Keyring } from '../../../kit/sealing/keyring.ts';
import type { Companies } from '../company/companies.ts';
import { claimRecord, type ClaimRecord, type ClaimStateName } from './claim.record.ts';
import { earlierCheck } from './earlier-check.ts';

/** A place in a list in the order of time. */
export interface After {
  at: Date;
  id: string;
}

/** The claims as they are stored; and of each company until when it is verified, always changed together. */
export class ClaimStore {
  readonly records: RecordsOf<typeof claimRecord>;
  readonly #companies: Companies;

  constructor(connection: Connection, keyring: Keyring, companies: Companies) {
    this.records = new Records(connection, claimRecord, keyring);
    this.#companies = companies;
  }

  byId(id: string, session?: ClientSession): Promise<ClaimRecord | null> {
    return this.records.findById(id, { session });
  }

  /** Stores a claim, and brings its company's `verifiedUntil` to what its claims say. */
  async put(claim: ClaimRecord, session: ClientSession): Promise<void> {
    await this.records.put([claim], { session });
    if (claim.kind === 'EXISTENCE' && claim.state !== 'SUBMITTED') await this.#follow(claim.companyId, session);
  }

  /**
   * Gives each company that was verified before claims were kept the claim that carries it. Repeatable, by several processes at once; a
   * company that has claims of its existence already is left as it is. Answers how many were given.
   */
  async adoptEarlierChecks(): Promise<number> {
    let adopted = 0;
    for await (const verified of this.#companies.verifiedWithout(claimRecord.collection)) {
      const { _id, ...claim } = earlierCheck(verified);
      const { upsertedCount } = await this.records.collection.updateOne(
        { _id },
        { $setOnInsert: claim },
        { upsert: true },
      );
      adopted += upsertedCount;
    }
    return adopted;
  }

  /** Stores what carries earlier verifications, as a market is written. */
  async putEarlierChecks(verified: readonly Parameters<typeof earlierCheck>[0][]): Promise<void> {
    await this.records.put(verified.map(earlierCheck));
  }

  /** Of these companies, the newest first; a hundred of each company at the most. */
  async ofCompanies(companyIds: readonly string[], state: object): Promise<Map<string, ClaimRecord[]>> {
    const filter = { companyId: { $in: [...companyIds] }, ...state };
    const found = await this.records.find(filter, {
      sort: { companyId: 1, createdAt: -1, _id: -1 },
      limit: companyIds.length * 100,
    });
    const byCompany = new Map<string, ClaimRecord[]>();
    for (const claim of found) byCompany.set(claim.companyId, [...(byCompany.get(claim.companyId) ?? []), claim]);
    return byCompany;
  }

  /** Those in some states, who waits longest first, after a place in that order. */
  waiting(states: readonly ClaimStateName[], more: object, after: After | null, size: number): Promise<ClaimRecord[]> {
    const further = behind('createdAt', after, 'oldest');
    const filter = { $and: [{ state: { $in: states } }, more, further] };
    return this.records.find(filter, { sort: { createdAt: 1, _id: 1 }, limit: size });
  }

  open(companyId: string, session: ClientSession): Promise<number> {
    const filter = { companyId, state: { $in: ['SUBMITTED', 'IN_REVIEW'] } };
    return this.records.collection.countDocuments(filter, { session });
  }

  /** The latest expiry of what staff verified; one that is past shows itself by its date. */
  async #follow(companyId: string, session: ClientSession): Promise<void> {
    const latest = await this.records.collection.findOne({ companyId, kind: 'EXISTENCE', state: 'VERIFIED' } as never, {
      session,
      sort: { expiresAt: -1 },
      projection: { expiresAt: 1 },
    });
    await this.#companies.setVerifiedUntil(companyId, (latest?.['expiresAt'] as Date | undefined) ?? null, session);
  }
}
