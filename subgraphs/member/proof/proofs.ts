import type { ClientSession, Connection } from 'mongoose';
import { Records, type RecordsOf } from '../../../kit/record/records.ts';
import type { Keyring } from '../../../kit/sealing/keyring.ts';
import { newProof, readProof } from '../../../kit/proof/proof-token.ts';
import { proofRecord, type ProofPurpose, type ProofRecord } from './proof.record.ts';

export interface Proven {
  accountId: string;
  subjectRef: string;
  purpose: ProofPurpose;
  email: string | null;
}

/** Tokens that were sent to the holders of accounts. */
export class Proofs {
  readonly #records: RecordsOf<typeof proofRecord>;

  constructor(connection: Connection, keyring: Keyring) {
    this.#records = new Records(connection, proofRecord, keyring);
  }

  /** Makes a token; every earlier one of the account for the same purpose counts no more. */
  async issue(proven: Proven, seconds: number, session: ClientSession, now: Date): Promise<string> {
    const { accountId, purpose } = proven;
    const { id, hash, token } = newProof();
    if (purpose !== 'UNDO_EMAIL') await this.withdraw(accountId, purpose, session);
    const endsAt = new Date(now.getTime() + seconds * 1_000);
    await this.#records.put([{ ...proven, _id: id, hash, createdAt: now, endsAt }], { session });
    return token;
  }

  /** Whose a token is, which counts no more from then on; null for one that was used, is over, or is none for any of the purposes. */
  async take(token: string, purposes: ProofPurpose[], session: ClientSession, now: Date): Promise<ProofRecord | null> {
    const read = readProof(token);
    if (!read) return null;
    const { id: _id, hash } = read;
    const [found] = await this.#records.find(
      { _id, hash, purpose: { $in: purposes }, endsAt: { $gt: now } },
      { session },
    );
    if (!found) return null;
    await this.#records.collection.deleteOne({ _id }, { session });
    return found;
  }

  /** Whether a token is there; one that is may be over by its time. */
  async has(token: string, purpose: ProofPurpose): Promise<boolean> {
    const read = readProof(token);
    if (!read) return false;
    const filter = { _id: read.id, hash: read.hash, purpose } as never;
    return (await this.#records.collection.countDocuments(filter, { limit: 1 })) > 0;
  }

  /** Earlier addresses of an account whose readers may still take the change back, the newest first; at most so many. */
  async formerEmails(accountId: string, most: number, now = new Date()): Promise<string[]> {
    const filter = { accountId, purpose: 'UNDO_EMAIL' as const, endsAt: { $gt: now } };
    const found = await this.#records.find(filter, { sort: { createdAt: -1 }, limit: most });
    return [...new Set(found.flatMap(({ email }) => email ?? []))];
  }

  /** Tokens of an account for a purpose count no more. */
  async withdraw(accountId: string, purpose: ProofPurpose, session: ClientSession): Promise<void> {
    await this.#records.collection.deleteMany({ accountId, purpose }, { session });
  }
}
