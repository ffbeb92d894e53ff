import { createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { absent, createOnce, makeFolder } from '../subject-keys/durable-file.ts';
import { BEFORE_FIRST, LedgerDamaged, readTombstone, signTombstone, type Buried, type Tombstone } from './tombstone.ts';

const NAME = /^(\d{9})\.jws$/;
const nameOf = (sequence: number): string => `${String(sequence).padStart(9, '0')}.jws`;

/** What a deployment knows of the ledger: the last entry that it has seen. */
export interface Applied {
  sequence: number;
  hash: string;
}

export interface TombstoneLedgerParts {
  /** A folder of its own, made where it is absent: in no database, and in no backup. */
  folder: string;
  /** Ed25519, PKCS #8 PEM. */
  signingKey: string;
}

/**
 * Who was erased, for whoever brings a database of before back. It only grows: one file for each entry, signed, and chained to the one before.
 * Several processes may append; who makes the next file first has appended it. A process reads everything through once, and to append goes on from the last
 * entry that it knows.
 */
export class TombstoneLedger {
  readonly #folder: string;
  readonly #privateKey: KeyObject;
  readonly #publicKey: KeyObject;
  /** The numbers of the entries that this process has read through, by erasure. */
  readonly #numbers = new Map<string, number>();
  /** The last of them. */
  #last: Applied = { sequence: 0, hash: BEFORE_FIRST };

  constructor({ folder, signingKey }: TombstoneLedgerParts) {
    this.#folder = folder;
    this.#privateKey = createPrivateKey(signingKey);
    this.#publicKey = createPublicKey(this.#privateKey);
  }

  /** Durable when it resolves, with the entry; an erasure that has one gets no second. Throws LedgerDamaged. */
  async append(entry: Buried): Promise<Tombstone> {
    await makeFolder(this.#folder, this.#folder);
    for (;;) {
      const { sequence: last, hash: previous } = await this.#readOn();
      const found = this.#numbers.get(entry.erasureId);
      if (found) return this.#entry(found);
      const sequence = last + 1;
      const place = { sequence, previous };
      const signed = await signTombstone(entry, place, this.#privateKey);
      if (!(await createOnce(this.#fileOf(sequence), signed))) continue;
      const written = await readTombstone(signed, this.#publicKey);
      this.#knows(written);
      return written;
    }
  }

  /** Those after a number, in order. Throws LedgerDamaged. */
  async entries(after: number): Promise<Tombstone[]> {
    return (await this.#read()).slice(after);
  }

  /** The last one; null: nobody was erased. Throws LedgerDamaged. */
  async head(): Promise<Tombstone | null> {
    return (await this.#read()).at(-1) ?? null;
  }

  /**
   * Reads everything through, and holds it against what a database knows of it (null: nothing). Throws LedgerDamaged for an entry that is missing,
   * changed, moved or of another, and when the database has seen more, or something else.
   */
  async verify(applied: Applied | null): Promise<Tombstone[]> {
    const all = await this.#read();
    if (!applied) return all;
    const known = all[applied.sequence - 1];
    if (!known) throw new LedgerDamaged(`${all.length} entries where a database has seen ${applied.sequence}`);
    if (known.hash !== applied.hash)
      throw new LedgerDamaged(`another entry ${applied.sequence} than a database has seen`);
    return all;
  }

  /** What others have appended since. None may be missing, and the last one that is known has to be as it was. */
  async #readOn(): Promise<Applied> {
    let last = this.#last;
    const { length } = await this.#names();
    if (length < last.sequence)
      throw new LedgerDamaged(`${length} entries where this process has read ${last.sequence}`);
    if (last.sequence === 0) for (const entry of await this.#read()) last = this.#knows(entry);
    else if ((await this.#entry(last.sequence)).hash !== last.hash)
      throw new LedgerDamaged(`another entry ${last.sequence} than this process has read`);
    for (;;) {
      const next = await this.#entry(last.sequence + 1, last.hash).catch(absent);
      if (!next) break;
      last = this.#knows(next);
    }
    if (last.sequence < length) throw new LedgerDamaged(`no entry ${last.sequence + 1}`);
    return last;
  }

  #knows({ erasureId, sequence, hash }: Tombstone): Applied {
    const known = { sequence, hash };
    this.#numbers.set(erasureId, sequence);
    if (sequence > this.#last.sequence) this.#last = known;
    return known;
  }

  async #read(): Promise<Tombstone[]> {
    const all: Tombstone[] = [];
    for (const [index, name] of (await this.#names()).toSorted().entries()) {
      if (name !== nameOf(index + 1)) throw new LedgerDamaged(`no entry ${index + 1}`);
      all.push(await this.#entry(index + 1, all.at(-1)?.hash ?? BEFORE_FIRST));
    }
    return all;
  }

  async #names(): Promise<string[]> {
    return ((await readdir(this.#folder).catch(absent)) ?? []).filter((name) => NAME.test(name));
  }

  /** `previous`: the hash of the one that it has to follow. */
  async #entry(sequence: number, previous?: string): Promise<Tombstone> {
    const entry = await readTombstone(await readFile(this.#fileOf(sequence), 'utf8'), this.#publicKey);
    if (entry.sequence === sequence && (previous === undefined || entry.previous === previous)) return entry;
    throw new LedgerDamaged(`an entry ${sequence} that does not follow the one before`);
  }

  #fileOf(sequence: number): string {
    return join(this.#folder, nameOf(sequence));
  }
}
