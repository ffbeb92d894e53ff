import type { z } from 'zod';
import { unavailable } from '../graphql/refusal.ts';
import { faultOf } from '../log/fault.ts';
import type { Log } from '../log/log.ts';
import { OtherDeclaration, type ErasureTarget, type Mention } from './erasing.ts';
import { linesOf } from './lines.ts';
import type {
  GivenProof,
  LiftedReason,
  Participant,
  PersonRecord,
  PersonReference,
  PersonSought,
  RestrictionReason,
} from './participant.ts';
import type { ParticipationAnswer, ParticipationWay } from './participation-desk.ts';
import { exportLine, TOLD, type ParticipationVerb } from './participation-messages.ts';
import type { SignParticipation } from './participation-statement.ts';

export interface AskedParticipantParts {
  name: Participant['name'];
  way: ParticipationWay;
  sign: SignParticipation;
  log: Log;
}

/** An answer in one message is no longer. */
const MOST_TOLD_BYTES = 4 * 1024 * 1024;
const MOST_FILE_BYTES = 256 * 1024 * 1024;

/**
 * A participant that is asked by signed calls. Whatever goes wrong on the way, and whatever comes that is no answer, is one `UNAVAILABLE`
 * error: the log says what it was, and the same call can be made again. Only that an erasure was planned by another declaration is told apart.
 */
export class AskedParticipant implements Participant {
  readonly name: Participant['name'];
  readonly #parts: AskedParticipantParts;

  constructor(parts: AskedParticipantParts) {
    this.name = parts.name;
    this.#parts = parts;
  }

  describe = async () => this.#told('describe', {});
  identify = async (sought: PersonSought) => this.#told('identify', sought);
  count = async (references: readonly PersonReference[]) => this.#told('count', { references });
  prove = async (given: GivenProof) => this.#told('prove', given);
  restrict = async (references: readonly PersonReference[], reason: RestrictionReason, until: string | null = null) =>
    this.#told('restrict', { references, reason, until });
  lift = async (references: readonly PersonReference[], reason: LiftedReason) =>
    this.#told('lift', { references, reason });
  companies = async (references: readonly PersonReference[]) => this.#told('companies', { references });
  mentions = async (references: readonly PersonReference[]) => this.#told('mentions', { references });
  redact = async (references: readonly PersonReference[], mention: Mention) =>
    this.#told('redact', { references, mention });
  foresee = async (target: ErasureTarget) => this.#told('foresee', { target });
  fence = async (target: ErasureTarget) => this.#told('fence', { target });
  drain = async (target: ErasureTarget) => this.#told('drain', { target });
  unindex = async (target: ErasureTarget) => this.#told('unindex', { target });
  erase = async (target: ErasureTarget) => this.#told('erase', { target });
  shred = async (references: readonly PersonReference[]) => this.#told('shred', { references });
  purge = async (target: ErasureTarget) => this.#told('purge', { target });
  verify = async (target: ErasureTarget) => this.#told('verify', { target });

  async *export(references: readonly PersonReference[]): AsyncGenerator<PersonRecord> {
    const { body } = await this.#asked('export', { references });
    let count = 0;
    const lines = linesOf(bytesOf(body))[Symbol.asyncIterator]();
    try {
      for (;;) {
        const line = await this.#safely('export', async () => {
          const next = await lines.next();
          if (next.done) throw new Error('Expected the end of an export, got none.');
          return exportLine.parse(JSON.parse(next.value));
        });
        if ('end' in line) return await this.#safely('export', () => checkWhole(line.end, count));
        count += 1;
        yield line.record;
      }
    } finally {
      await lines.return(undefined);
    }
  }

  async file(references: readonly PersonReference[], fileId: string): Promise<AsyncIterable<Uint8Array> | null> {
    const { status, body } = await this.#asked('file', { references, fileId });
    return status === 204 ? null : this.#bytes(body);
  }

  async #told<Verb extends keyof typeof TOLD>(verb: Verb, message: object): Promise<z.infer<(typeof TOLD)[Verb]>> {
    const { body } = await this.#asked(verb, message);
    return this.#safely(verb, async () => TOLD[verb].parse(JSON.parse(await textOf(body))) as never);
  }

  #asked(verb: ParticipationVerb, message: object): Promise<ParticipationAnswer> {
    const { name, way, sign } = this.#parts;
    const body = JSON.stringify(message);
    return this.#safely(verb, async () => {
      const answer = await way({ verb, statement: await sign({ audience: name, verb, body }), body });
      if (answer.status === 200 || (answer.status === 204 && verb === 'file')) return answer;
      if (answer.status === 409) throw new OtherDeclaration(name);
      throw Object.assign(new Error(`Expected an answer, got ${answer.status}.`), { code: answer.status });
    });
  }

  async *#bytes(body: ParticipationAnswer['body']): AsyncGenerator<Uint8Array> {
    const chunks = bounded(bytesOf(body), MOST_FILE_BYTES);
    try {
      for (;;) {
        const next = await this.#safely('file', () => chunks.next());
        if (next.done) return;
        yield next.value;
      }
    } finally {
      await chunks.return(undefined);
    }
  }

  async #safely<T>(verb: ParticipationVerb, ask: () => Promise<T> | T): Promise<T> {
    try {
      return await ask();
    } catch (error) {
      if (error instanceof OtherDeclaration) throw error;
      this.#parts.log.warn('participant did not answer', { subgraph: this.name, operation: verb, ...faultOf(error) });
      throw unavailable(
        'A part of the service that holds personal data does not answer for the moment. Try again later.',
      );
    }
  }
}

function checkWhole(said: number, count: number): void {
  if (said !== count) throw new Error(`Expected ${said} records of an export, got ${count}.`);
}

async function* bounded(bytes: AsyncIterable<Uint8Array>, most: number): AsyncGenerator<Uint8Array> {
  let length = 0;
  for await (const chunk of bytes) {
    length += chunk.length;
    if (length > most) throw new Error(`Expected at most ${most} bytes, got more.`);
    yield chunk;
  }
}

async function* bytesOf(body: ParticipationAnswer['body']): AsyncGenerator<Uint8Array> {
  if (typeof body === 'string') yield Buffer.from(body);
  else yield* body;
}

async function textOf(body: ParticipationAnswer['body']): Promise<string> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of bounded(bytesOf(body), MOST_TOLD_BYTES)) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}
