import type { ClientSession, Connection } from 'mongoose';
import { Records, type RecordsOf } from '../../../kit/record/records.ts';
import type { Keyring } from '../../../kit/sealing/keyring.ts';
import { changedFacts, COMPANY_FACTS, type CompanyFactName } from '../company/company-facts.ts';
import type { CompanyRecord } from '../company/company.record.ts';
import { isLive } from './claim.policy.ts';
import { claimRecord, type ClaimKindName, type ClaimRecord } from './claim.record.ts';
import { earlierCheck } from './earlier-check.ts';

const REGISTERED: readonly ClaimKindName[] = ['EXISTENCE', 'BUSINESS_LICENCE', 'EXPORT_LICENCE'];
const ALL: readonly ClaimKindName[] = [...REGISTERED, 'ADDRESS', 'MANUFACTURER', 'CERTIFICATE', 'BRAND_AUTHORISATION'];

/** What was found out about a company of another name or country was found out about another one; its numbers name what is registered. */
const CONCERNED: Readonly<Record<CompanyFactName, readonly ClaimKindName[]>> = {
  NAME: ALL,
  COUNTRY: ALL,
  SEAT: ['ADDRESS'],
  IDENTIFIERS: REGISTERED,
};

/** What a company changes of itself, staff have to look at anew where they had verified it. */
export class ClaimReviews {
  readonly #records: RecordsOf<typeof claimRecord>;
  readonly #now: () => Date;

  constructor(connection: Connection, keyring: Keyring, now: () => Date = () => new Date()) {
    this.#records = new Records(connection, claimRecord, keyring);
    this.#now = now;
  }

  /**
   * Puts the claims that a change concerns back among those that wait, also one that somebody looks at, who saw the company as it was. Answers
   * the company, which is not verified any more where its existence is in question. In the transaction that stores it.
   */
  async follow(before: CompanyRecord, after: CompanyRecord, session: ClientSession): Promise<CompanyRecord> {
    const changed = changedFacts(before, after);
    if (changed.length === 0) return after;
    const kinds = [...new Set(changed.flatMap((fact) => CONCERNED[fact]))];
    const now = this.#now();
    // One whose time is over is as good as expired, and comes not back.
    const states = [{ state: { $in: ['SUBMITTED', 'IN_REVIEW'] } }, { state: 'VERIFIED', expiresAt: { $gt: now } }];
    const filter = { companyId: before._id, kind: { $in: kinds }, $or: states };
    const claims = await this.#records.find(filter, { session, limit: MOST });
    const isInQuestion = kinds.includes('EXISTENCE');
    const isVerified = before.verifiedUntil !== null && before.verifiedUntil > now;
    if (isInQuestion && isVerified && !claims.some((claim) => claim.kind === 'EXISTENCE' && isLive(claim, now)))
      claims.push(earlierCheck({ ...before, verifiedUntil: before.verifiedUntil! }));
    await this.#records.put(
      claims.map((claim) => this.#waiting(claim, changed)),
      { session },
    );
    return isInQuestion ? { ...after, verifiedUntil: null } : after;
  }

  #waiting(claim: ClaimRecord, changed: readonly CompanyFactName[]): ClaimRecord {
    const known = new Set([...(claim.changedFacts ?? []), ...changed]);
    return {
      ...claim,
      state: 'SUBMITTED',
      taken: null,
      expiresAt: null,
      changedFacts: COMPANY_FACTS.filter((fact) => known.has(fact)),
      updatedAt: this.#now(),
      version: claim.version + 1,
    };
  }
}

const MOST = 1_000;
