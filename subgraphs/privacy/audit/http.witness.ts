import type { KeyObject } from 'node:crypto';
import { z } from 'zod';
import { receiptsIn } from './file.witness.ts';
import type { BadSignature } from './tree-head.ts';
import { readReceipt, REFUSALS, WitnessAway, WitnessRefusal, type Witness, type Witnessed } from './witness.ts';

export interface HttpWitnessParts {
  /** Where it answers, such as http://127.0.0.1:4004 */
  url: string;
  /** The witness's and the log's, Ed25519: what they did not sign is no answer. */
  witnessKey: KeyObject;
  logKey: KeyObject;
  timeoutMs?: number;
}

const receipt = z.strictObject({ head: z.string(), taken: z.string() });
const refusal = z.object({ code: z.enum(REFUSALS), message: z.string() });

/** A witness that runs as a process of its own. */
export class HttpWitness implements Witness {
  readonly #parts: HttpWitnessParts;

  constructor(parts: HttpWitnessParts) {
    this.#parts = parts;
  }

  async latest(): Promise<Witnessed | null> {
    const found = receipt.nullable().safeParse(await json(await this.#ask('/heads/latest')));
    if (!found.success) throw new WitnessAway('Expected the latest receipt from the witness, got something else.');
    return found.data && this.#read(found.data);
  }

  async all(): Promise<Witnessed[]> {
    const receipts = receiptsIn(await (await this.#ask('/heads')).text());
    return Promise.all(receipts.map((each) => this.#read(each)));
  }

  async take(head: string, from: number, proof: readonly Buffer[]): Promise<Witnessed> {
    const body = JSON.stringify({ head, from, proof: proof.map((hash) => hash.toString('hex')) });
    const answer = await this.#ask('/heads', { method: 'POST', headers: { 'content-type': 'application/json' }, body });
    const said = await json(answer);
    if (answer.status === 409) {
      const refused = refusal.safeParse(said);
      if (refused.success) throw new WitnessRefusal(refused.data.code, refused.data.message);
    }
    const taken = receipt.safeParse(said);
    if (answer.status !== 201 || !taken.success)
      throw new WitnessAway(`Expected a receipt from the witness, got status ${answer.status}.`);
    return this.#read(taken.data);
  }

  async #ask(path: string, init: RequestInit = {}): Promise<Response> {
    const { url, timeoutMs = 2_000 } = this.#parts;
    try {
      const answer = await fetch(new URL(path, url), { ...init, signal: AbortSignal.timeout(timeoutMs) });
      if (answer.status < 500) return answer;
      throw new Error(`Expected an answer, got status ${answer.status}.`);
    } catch (cause) {
      throw new WitnessAway('Expected an answer from the witness, got none.', { cause });
    }
  }

  async #read(found: { head: string; taken: string }): Promise<Witnessed> {
    const { logKey, witnessKey } = this.#parts;
    return readReceipt(found, logKey, witnessKey).catch((cause: BadSignature) => {
      throw new WitnessAway('Expected a receipt that the witness signed, got another.', { cause });
    });
  }
}

const json = (answer: Response): Promise<unknown> => answer.json().catch(() => undefined);
