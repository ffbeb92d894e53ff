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
 * Several processes may append; who makes the next file first has appended it.
 */
export class TombstoneLedger {
  readonly #folder: string;
  readonly #privateKey: KeyObject;
  readonly #publicKey: KeyObject;

  constructor({ folder, signingKey }: TombstoneLedgerParts) {
    this.#folder = folder;
    this.#privateKey = createPrivateKey(signingKey);
    this.#publicKey = createPublicKey(this.#privateKey);
  }

  /** Durable when it resolves, with the entry; an erasure that has one gets no second. Throws LedgerDamaged. */
  async append(entry: Buried): Promise<Tombstone> {
    await makeFolder(this.#folder, this.#folder);
    for (;;) {
      const all = await this.#read();
      const found = all.find(({ erasureId }) => erasureId === entry.erasureId);
      if (found) return found;
      const sequence = all.length + 1;
      const place = { sequence, previous: all.at(-1)?.hash ?? BEFORE_FIRST };
      const signed = await signTombstone(entry, place, this.#privateKey);
      if (await createOnce(this.#fileOf(sequence), signed)) return readTombstone(signed, this.#publicKey);
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

  async #read(): Promise<Tombstone[]> {
    const names = ((await readdir(this.#folder).catch(absent)) ?? []).filter((name) => NAME.test(name)).toSorted();
    const all: Tombstone[] = [];
    for (const [index, name] of names.entries()) {
      if (name !== nameOf(index + 1)) throw new LedgerDamaged(`no entry ${index + 1}`);
      const entry = await readTombstone(await readFile(join(this.#folder, name), 'utf8'), this.#publicKey);
      if (entry.sequence !== index + 1 || entry.previous !== (all.at(-1)?.hash ?? BEFORE_FIRST))
        throw new LedgerDamaged(`an entry ${index + 1} that does not follow the one before`);
      all.push(entry);
    }
    return all;
  }

  #fileOf(sequence: number): string {
    return join(this.#folder, nameOf(sequence));
  }
}
