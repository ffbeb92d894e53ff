import { Frontier, rootOver } from '../../../kit/merkle/frontier.ts';
import { leafHash } from '../../../kit/merkle/hash.ts';
import { inclusionProof, verifyInclusion } from '../../../kit/merkle/inclusion.ts';
import { leafHashes } from './audit-anchor.ts';
import { entryId, textOf } from './audit-entry.ts';
import { LogBroken, type AuditLog } from './audit-log.ts';

/** That an entry is in the log, for whoever has the log's public key. */
export interface AuditProof {
  sequence: number;
  /** Canonical text, whose leaf hash the proof begins with. */
  entry: string;
  /** From the leaf to the root. */
  proof: Buffer[];
  size: number;
  root: Buffer;
  /** The signed head. */
  signed: string;
}

const BLOCK = 1_024;

/** Proofs of single entries. It remembers the roots of whole blocks of the log, so that a proof reads two blocks and not all. */
export class AuditInclusion {
  readonly #log: AuditLog;
  #blocks: Buffer[] = [];
  #reading: Promise<void> = Promise.resolve();

  constructor(log: AuditLog) {
    this.#log = log;
  }

  /** Null when no entry has that place. Throws LogBroken when the log does not fit its newest head. */
  async prove(sequence: number): Promise<AuditProof | null> {
    const { entries } = this.#log;
    const { size, frontier, signed } = await this.#log.newest();
    if (sequence < 0 || sequence >= size) return null;
    const root = new Frontier(size, frontier).root();
    const stored = await entries.findOne({ _id: entryId(sequence) }, { promoteBuffers: true });
    const entry = stored && textOf(stored);
    const whole = Math.floor(size / BLOCK);
    const block = Math.floor(sequence / BLOCK);
    await (this.#reading = this.#reading.catch(() => undefined).then(() => this.#readBlocks(whole)));
    const end = await this.#leaves(whole, size);
    const nodes = [...this.#blocks.slice(0, whole), ...(end.length > 0 ? [rootOver(end)] : [])];
    const leaves = block === whole ? end : await this.#leaves(block, size);
    const isThere = entry !== null && leaves.length > sequence % BLOCK && nodes.length > block;
    const proof = isThere ? [...inclusionProof(sequence % BLOCK, leaves), ...inclusionProof(block, nodes)] : [];
    if (isThere && verifyInclusion({ index: sequence, size, leaf: leafHash(entry), root, proof })) {
      return { sequence, entry, proof, size, root, signed };
    }
    this.#blocks = [];
    throw new LogBroken(`Expected a proof of entry ${sequence} to the newest head, found none: verify the audit log.`);
  }

  async #leaves(block: number, size: number): Promise<Buffer[]> {
    const to = Math.min((block + 1) * BLOCK, size);
    const leaves: Buffer[] = [];
    for await (const leaf of leafHashes(this.#log.entries, block * BLOCK, to)) leaves.push(leaf);
    return leaves;
  }

  async #readBlocks(whole: number): Promise<void> {
    let block: Buffer[] = [];
    for await (const leaf of leafHashes(this.#log.entries, this.#blocks.length * BLOCK, whole * BLOCK)) {
      if (block.push(leaf) < BLOCK) continue;
      this.#blocks.push(rootOver(block));
      block = [];
    }
  }
}
