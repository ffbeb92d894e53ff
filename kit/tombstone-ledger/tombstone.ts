import { createHash, type KeyObject } from 'node:crypto';
import { CompactSign, compactVerify } from 'jose';
import { z } from 'zod';
import { MOST_REFERENCES } from '../participation/participation-messages.ts';

const TYPE = 'tombstone';
const HASH = z.string().regex(/^[0-9a-f]{64}$/);
const reference = z.strictObject({
  ref: z.string().regex(/^([0-7][0-9A-HJKMNP-TV-Z]{25}|[0-9a-f]{24})$/),
  kind: z.string().regex(/^[A-Z_]{1,40}$/),
});
const buried = z.strictObject({
  /** 24 hex digits. */
  erasureId: z.string().regex(/^[0-9a-f]{24}$/),
  at: z.iso.datetime(),
  references: z.array(reference).min(1).max(MOST_REFERENCES),
  /** SHA-256 of the plan that was carried out. */
  planHash: HASH,
});
const tombstone = buried.extend({
  /** The first is 1. */
  sequence: z.int().min(1).max(999_999_999),
  /** SHA-256 of the entry before as it is written; zeros before the first. */
  previous: HASH,
});

/** Who was erased: references alone, pseudonyms that lead nowhere. No text in it has room for a name or an address. */
export type Buried = z.infer<typeof buried>;

/** An entry of the ledger: that somebody was erased, after everybody before. */
export type Tombstone = z.infer<typeof tombstone> & {
  /** SHA-256 of it as it is written. */
  hash: string;
};

export const BEFORE_FIRST = '0'.repeat(64);

/** The ledger is not what was written to it, or not all of it. Nothing may be served until somebody has looked. */
export class LedgerDamaged extends Error {
  override name = 'LedgerDamaged';

  constructor(what: string) {
    super(`Expected the ledger of erasures whole and as it was written, got ${what}. Bring its folder back as it was.`);
  }
}

/** An entry as it is written: a compact JWS (EdDSA). */
export function signTombstone(entry: Buried, place: { sequence: number; previous: string }, key: KeyObject) {
  const payload = tombstone.parse({ ...entry, ...place });
  return new CompactSign(Buffer.from(JSON.stringify(payload)))
    .setProtectedHeader({ alg: 'EdDSA', typ: TYPE })
    .sign(key);
}

/** Throws LedgerDamaged. */
export async function readTombstone(signed: string, key: KeyObject): Promise<Tombstone> {
  try {
    const { payload, protectedHeader } = await compactVerify(signed, key, { algorithms: ['EdDSA'] });
    if (protectedHeader['typ'] !== TYPE) throw new Error('another type');
    const hash = createHash('sha256').update(signed).digest('hex');
    return { ...tombstone.parse(JSON.parse(Buffer.from(payload).toString())), hash };
  } catch {
    throw new LedgerDamaged('an entry that was not signed by it');
  }
}
