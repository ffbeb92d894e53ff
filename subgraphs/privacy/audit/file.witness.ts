import type { KeyObject } from 'node:crypto';
import { mkdir, open, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { takeLock } from '../../../kit/local-servers/lock.ts';
import { type BadSignature, keyPair, sha256, signTaken } from './tree-head.ts';
import { follows, readReceipt, WitnessAway, type Receipt, type Witness, type Witnessed } from './witness.ts';

export interface FileWitnessParts {
  /** A folder of its own, made where it is absent; on another machine or volume than the database, or it proves little. */
  folder: string;
  /** Ed25519, PKCS #8 PEM: signs what it takes. */
  witnessKey: string;
  /** Ed25519, SPKI PEM: the log's. */
  logKey: KeyObject;
}

const FILE = 'heads.jsonl';
const LOCK_MS = 5_000;
/** Room for more lines than crashes can tear one after the other. */
const END_BYTES = 256 * 1024;
const line = z.strictObject({ head: z.string().max(2_000), taken: z.string().max(2_000) });

export const witnessFile = (folder: string): string => join(folder, FILE);

/** The receipts in the text of a witness's file. A line that is torn, as a crash leaves it, was never answered for: it counts as absent. */
export const receiptsIn = (text: string): Receipt[] =>
  text.split('\n').flatMap((each) => {
    try {
      return [line.parse(JSON.parse(each))];
    } catch {
      return [];
    }
  });

const absentAsEmpty = (error: NodeJS.ErrnoException): string => {
  if (error.code === 'ENOENT') return '';
  throw error;
};

/** A witness in a file of JSON lines that only grows; several processes may share it. Each line is on the disk before it is answered for. */
export class FileWitness implements Witness {
  readonly #folder: string;
  readonly #key: KeyObject;
  readonly #publicKey: KeyObject;
  readonly #logKey: KeyObject;

  constructor({ folder, witnessKey, logKey }: FileWitnessParts) {
    const { privateKey, publicKey } = keyPair(witnessKey);
    this.#folder = folder;
    this.#key = privateKey;
    this.#publicKey = publicKey;
    this.#logKey = logKey;
  }

  async latest(): Promise<Witnessed | null> {
    const last = receiptsIn(await this.#end().catch(absentAsEmpty)).at(-1);
    return last ? this.#read(last) : null;
  }

  async all(): Promise<Witnessed[]> {
    const receipts = receiptsIn(await readFile(witnessFile(this.#folder), 'utf8').catch(absentAsEmpty));
    return Promise.all(receipts.map((receipt) => this.#read(receipt)));
  }

  async take(signed: string, from: number, proof: readonly Buffer[]): Promise<Witnessed> {
    await mkdir(this.#folder, { recursive: true });
    const giveBack = await this.#lock();
    try {
      const latest = await this.latest();
      const head = await follows(latest?.taken ?? null, { signed, from, proof }, this.#logKey);
      if (!head) return latest!;
      const taken = {
        head: sha256(signed),
        log: head.log,
        root: head.root,
        size: head.size,
        time: new Date().toISOString(),
      };
      const receipt = { head: signed, taken: await signTaken(taken, this.#key) };
      await this.#append(receipt);
      return { receipt, taken };
    } finally {
      await giveBack();
    }
  }

  /** Begins a line of its own, so that one that is torn before it harms nothing. */
  async #append(receipt: Receipt): Promise<void> {
    const file = await open(witnessFile(this.#folder), 'a', 0o644);
    try {
      await file.write(`\n${JSON.stringify(receipt)}\n`);
      await file.sync();
    } finally {
      await file.close();
    }
  }

  /** The last lines of the file, the first of them maybe cut. */
  async #end(): Promise<string> {
    const file = await open(witnessFile(this.#folder), 'r');
    try {
      const { size } = await file.stat();
      const length = Math.min(size, END_BYTES);
      const { buffer } = await file.read(Buffer.alloc(length), 0, length, size - length);
      return buffer.toString('utf8');
    } finally {
      await file.close();
    }
  }

  async #read(receipt: Receipt): Promise<Witnessed> {
    return readReceipt(receipt, this.#logKey, this.#publicKey).catch((error: BadSignature) => {
      throw new WitnessAway(`${witnessFile(this.#folder)} is not what this witness wrote: ${error.message}`, {
        cause: error,
      });
    });
  }

  async #lock(): Promise<() => Promise<void>> {
    for (const end = Date.now() + LOCK_MS; ; await sleep(10)) {
      try {
        return await takeLock(join(this.#folder, 'lock'), process.pid);
      } catch (error) {
        if (Date.now() > end)
          throw new WitnessAway('Expected the lock of the witness within five seconds.', { cause: error });
      }
    }
  }
}
