import type { ClientSession, Connection, mongo } from 'mongoose';
import { badInput } from '../graphql/refusal.ts';
import { canonicalJson } from '../text/canonical-json.ts';
import { modelOf } from '../record/record.ts';
import type { Keyring } from '../sealing/keyring.ts';
import type { Viewer } from '../viewer/viewer.ts';
import { InTurn } from './in-turn.ts';
import { idempotencyKeyRecord } from './idempotency-key.record.ts';

/** One request, as it is told apart from others. */
export interface Intention {
  viewer: Viewer;
  /** Name of the mutation. */
  mutation: string;
  /** As the client sent it; null: it sent none, and each request is one of its own. */
  key: string | null;
  /** The whole input; the key in it does not count. */
  input: object;
  /** What the effect will answer as its reference, where that is known beforehand: then the key is stored in one command. */
  reference?: string;
}

/** What an effect made. `reference` leads to it when the request is repeated; null: the answer needs none. */
export interface Effect {
  reference: string | null;
}

export type Outcome<R> =
  /** It took effect, now or at an earlier request with the same key. */
  | { kind: 'done'; reference: string | null; repeated: boolean }
  /** It was refused, and nothing was changed. */
  | { kind: 'refused'; refusal: R }
  /** The key came before with other input. */
  | { kind: 'reused' };

const MEMBERS_KEY = /^[\x21-\x7e]{1,128}$/;
/** 128 bits in base64url have 22 characters. */
const GUESTS_KEY = /^[\x21-\x7e]{22,128}$/;
const DUPLICATE = 11_000;

class Refused<R> extends Error {
  readonly refusal: R;

  constructor(refusal: R) {
    super('refused');
    this.refusal = refusal;
  }
}

/**
 * Lets each request take effect once, however often it is repeated, at once or later. The key is stored in the transaction of the effect,
 * so that neither is there without the other; a refusal changes nothing and stores nothing, and a repeat is looked at anew.
 */
export class Idempotency {
  readonly #connection: Connection;
  readonly #keyring: Keyring;
  /** Repeats that come to one process at once wait for the first, rather than all being in each other's way in the database. */
  readonly #inTurn = new InTurn();

  constructor(connection: Connection, keyring: Keyring) {
    this.#connection = connection;
    this.#keyring = keyring;
  }

  /**
   * Runs the effect in a transaction, unless an equal request did before. The effect may run again when another write was in the way: all that
   * it does goes through `session`. An effect that answers with something other than an Effect refuses, and nothing is kept of it.
   * Throws BAD_USER_INPUT for a key that is none: visible ASCII, 1 to 128 characters, of a guest at least 22 (128 bits).
   */
  async once<R extends object>(
    intention: Intention,
    effect: (session: ClientSession) => Promise<Effect | R>,
  ): Promise<Outcome<R>> {
    const { key } = intention;
    if (key === null) return this.#now(effect);
    checkKey({ ...intention, key });
    const input = await this.#tokensOf(intention);
    const ids = await this.#idsOf(intention);
    const expected = intention.reference ?? null;
    return this.#inTurn.of(ids[0]!, () => this.#onceAmongProcesses({ ids, input, expected }, effect));
  }

  async #onceAmongProcesses<R extends object>(
    { ids, input, expected }: { ids: readonly string[]; input: readonly Buffer[]; expected: string | null },
    effect: (session: ClientSession) => Promise<Effect | R>,
  ): Promise<Outcome<R>> {
    // Under the newest epoch a key that came before is in the way of its own insertion; only older ones have to be looked for.
    const known = ids.length > 1 ? await this.#known(ids, input) : null;
    if (known) return known;
    const { collection } = modelOf(this.#connection, idempotencyKeyRecord);
    try {
      let reference: string | null = null;
      await this.#connection.transaction(async (session) => {
        const [_id] = ids;
        await collection.insertOne({ _id: _id!, input, reference: expected, createdAt: new Date() } as never, {
          session,
        });
        const made = await effect(session);
        if (!isEffect(made)) throw new Refused(made);
        reference = made.reference;
        if (reference !== expected) await collection.updateOne({ _id } as never, { $set: { reference } }, { session });
      });
      return { kind: 'done', reference, repeated: false };
    } catch (error) {
      if (error instanceof Refused) return { kind: 'refused', refusal: error.refusal as R };
      if ((error as { code?: unknown }).code !== DUPLICATE) throw error;
      // Another request with this key was first; if not, the duplicate is the effect's own.
      const first = await this.#known(ids, input);
      if (first) return first;
      throw error;
    }
  }

  async #now<R extends object>(effect: (session: ClientSession) => Promise<Effect | R>): Promise<Outcome<R>> {
    try {
      let reference: string | null = null;
      await this.#connection.transaction(async (session) => {
        const made = await effect(session);
        if (!isEffect(made)) throw new Refused(made);
        reference = made.reference;
      });
      return { kind: 'done', reference, repeated: false };
    } catch (error) {
      if (error instanceof Refused) return { kind: 'refused', refusal: error.refusal as R };
      throw error;
    }
  }

  async #known(ids: readonly string[], input: readonly Buffer[]): Promise<Outcome<never> | null> {
    const found = await modelOf(this.#connection, idempotencyKeyRecord)
      .findOne({ _id: { $in: ids } })
      .lean();
    if (!found) return null;
    const stored = new Set(found.input.map((token) => (token as unknown as mongo.Binary).toString('hex')));
    return input.some((token) => stored.has(token.toString('hex')))
      ? { kind: 'done', reference: found.reference, repeated: true }
      : { kind: 'reused' };
  }

  async #tokensOf({ mutation, input }: Intention): Promise<Buffer[]> {
    const { idempotencyKey: _, ...rest } = input as { idempotencyKey?: unknown };
    return [...(await this.#keyring.tokensOf(`idempotency.${mutation}.input`, canonicalJson(rest)))];
  }

  /** Under each epoch of the keys in force, the newest first: a key that came before a rotation is known after it. */
  async #idsOf({ viewer, mutation, key }: Intention): Promise<string[]> {
    const whose = viewer.kind === 'account' ? viewer.accountId : '';
    const tokens = await this.#keyring.tokensOf(`idempotency.${mutation}.key`, `${whose}\n${key}`);
    return tokens.map((token) => token.toString('hex'));
  }
}

const isEffect = (made: Effect | object): made is Effect => Object.hasOwn(made, 'reference');

function checkKey({ viewer, key }: { viewer: Viewer; key: string }): void {
  const [shape, least] = viewer.kind === 'account' ? [MEMBERS_KEY, 1] : [GUESTS_KEY, 22];
  if (shape.test(key)) return;
  throw badInput(
    `Expected an idempotencyKey of ${least} to 128 visible ASCII characters without spaces, such as a random UUID, got ${key.length} characters. Make one for each intention, and repeat it with the request.`,
  );
}
