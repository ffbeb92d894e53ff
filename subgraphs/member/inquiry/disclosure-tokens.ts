import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';
import type { Keyring } from '../../../kit/sealing/keyring.ts';
import type { InquiryRecord } from './inquiry.record.ts';

const SHAPE = /^([0-9a-f]{24})([A-Za-z0-9_-]{22})$/;
type Thread = Pick<InquiryRecord, '_id' | 'threadRef' | 'companyId' | 'buyers'>;

const PROOF_BYTES = 16;

/**
 * The tokens in the mails to a buyer by which they say what the company sees of their address, and report what it wrote: of a thread and its
 * buyer, by the key of the thread. Nothing is stored of them; they hold as long as the thread is there, whatever other keys are changed.
 */
export class DisclosureTokens {
  readonly #keyring: Pick<Keyring, 'keysOf'>;

  constructor(keyring: Pick<Keyring, 'keysOf'>) {
    this.#keyring = keyring;
  }

  async of(inquiry: Thread): Promise<string> {
    const proof = await this.#proof(inquiry);
    if (!proof) throw new Error('expected a thread whose key is there, got one that is gone');
    return inquiry._id + proof.toString('base64url');
  }

  /** The inquiry that a token names; null: it has not the form of one. Whether it holds, `holds` tells. */
  inquiryIdOf(token: string): string | null {
    return SHAPE.exec(token.trim())?.[1] ?? null;
  }

  async holds(token: string, inquiry: Thread): Promise<boolean> {
    const [, id, given = ''] = SHAPE.exec(token.trim()) ?? [];
    if (id !== inquiry._id || inquiry.buyers.length === 0) return false;
    const [bytes, proof] = [Buffer.from(given, 'base64url'), await this.#proof(inquiry)];
    return proof !== null && proof.length === bytes.length && timingSafeEqual(proof, bytes);
  }

  /** Null: the thread's key is gone. */
  async #proof({ _id, threadRef, companyId, buyers }: Thread): Promise<Buffer | null> {
    const key = (await this.#keyring.keysOf([threadRef])).get(threadRef);
    if (!key) return null;
    const own = Buffer.from(hkdfSync('sha256', key, '', 'inquiries.disclosure', 32));
    const what = JSON.stringify([_id, companyId, buyers[0]?.buyerRef ?? null]);
    return createHmac('sha256', own).update(what).digest().subarray(0, PROOF_BYTES);
  }
}
