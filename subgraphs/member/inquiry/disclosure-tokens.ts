import { timingSafeEqual } from 'node:crypto';
import type { Keyring } from '../../../kit/sealing/keyring.ts';
import type { InquiryRecord } from './inquiry.record.ts';

const SHAPE = /^([0-9a-f]{24})([A-Za-z0-9_-]{22})$/;
type Thread = Pick<InquiryRecord, '_id' | 'companyId' | 'buyers'>;

/**
 * The tokens in the mails to a buyer by which they say what the company sees of their address, and report what it wrote: of a thread and its buyer, by keys that every
 * process has. Nothing is stored of them.
 */
export class DisclosureTokens {
  readonly #keyring: Pick<Keyring, 'tokensOf'>;

  constructor(keyring: Pick<Keyring, 'tokensOf'>) {
    this.#keyring = keyring;
  }

  async of(inquiry: Thread): Promise<string> {
    const [proof] = await this.#proofs(inquiry);
    return inquiry._id + proof!.toString('base64url');
  }

  /** The inquiry that a token names; null: it has not the form of one. Whether it holds, `holds` tells. */
  inquiryIdOf(token: string): string | null {
    return SHAPE.exec(token.trim())?.[1] ?? null;
  }

  async holds(token: string, inquiry: Thread): Promise<boolean> {
    const [, id, given = ''] = SHAPE.exec(token.trim()) ?? [];
    if (id !== inquiry._id || inquiry.buyers.length === 0) return false;
    const bytes = Buffer.from(given, 'base64url');
    return (await this.#proofs(inquiry)).some(
      (proof) => proof.length === bytes.length && timingSafeEqual(proof, bytes),
    );
  }

  #proofs({ _id, companyId, buyers }: Thread): Promise<readonly Buffer[]> {
    return this.#keyring.tokensOf(
      'inquiries.disclosure',
      JSON.stringify([_id, companyId, buyers[0]?.buyerRef ?? null]),
    );
  }
}
