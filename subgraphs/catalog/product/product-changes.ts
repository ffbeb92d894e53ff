import type { ClientSession, Connection, Model } from 'mongoose';
import { localIdOf } from '../../../kit/global-id/global-id.ts';
import {
  invalidInput,
  notAllowed,
  notFound,
  type InvalidInput,
  type NotAllowed,
  type NotFound,
} from '../../../kit/graphql/problems.ts';
import type { Idempotency, Outcome } from '../../../kit/idempotency/idempotency.ts';
import { InTurn } from '../../../kit/idempotency/in-turn.ts';
import type { Viewer } from '../../../kit/viewer/viewer.ts';
import { accountOf } from '../../../schema/events/acting-member.ts';
import type { MemberActivity } from '../../../schema/events/member-activity.ts';
import { changesListing, type ProductListings } from '../listing/product-listings.ts';
import { newProduct } from './product.change.ts';
import { mayWrite, type Seller } from './product.policy.ts';
import type { NotPublishable } from './product.problem.ts';
import { isShown, type ProductRecord } from './product.record.ts';
import type { ProductFacts } from './product.shape.ts';
import type { Withdrawals } from './withdrawals.ts';

export interface ProductChangesParts {
  connection: Connection;
  products: Model<ProductRecord>;
  listings: ProductListings;
  idempotency: Idempotency;
  activity: MemberActivity;
  withdrawals: Withdrawals;
  /** Told of a product that is deleted, in the same transaction where there is one. */
  gone: (before: ProductRecord, session: ClientSession | null) => Promise<void>;
  now?: () => Date;
}

/** Somebody else changed the product first. */
export class Overtaken {
  readonly current: ProductRecord;
  readonly expectedVersion: number;

  constructor(current: ProductRecord, expectedVersion: number) {
    this.current = current;
    this.expectedVersion = expectedVersion;
  }
}

export type ProductRefusal = InvalidInput | NotAllowed | NotFound | NotPublishable | Overtaken;

/** Whoever asks, and for whom they act at the moment of the call. */
export interface Asker {
  viewer: Viewer;
  sellerNow: () => Promise<Seller>;
}

/** What is asked of one product. */
export interface Asked {
  mutation: string;
  asker: Asker;
  input: { id: string; idempotencyKey?: string | null; expectedVersion?: number | null };
}

/** What came of a change; the product as it was written, unless an earlier request had written it. */
export type ProductOutcome = Outcome<ProductRefusal> & { written?: ProductRecord | null };

/** What becomes of a product, or why nothing does. `null` removes it. */
export type Decide = (
  before: ProductRecord,
  seller: Seller,
  now: Date,
  session: ClientSession | null,
) => Promise<ProductRecord | ProductRefusal | null>;

/** So often is tried anew what others were quicker than, where no version was expected. */
const ATTEMPTS = 50;

/**
 * What members do to products of their company. Who asks for what is judged anew at every attempt; a change is stored in place of the version
 * that it was made from, or not at all, so that none is lost. What is hidden is gone for the readers of this process before the change is
 * answered, and elsewhere when the change is seen.
 */
export class ProductChanges {
  readonly #parts: ProductChangesParts;
  readonly #inTurn = new InTurn();

  constructor(parts: ProductChangesParts) {
    this.#parts = parts;
  }

  /** Whether so many listings more may be taken away by somebody now. Counts them. */
  async admits({ member }: Seller): Promise<NotAllowed | null> {
    if (member && (await this.#parts.activity.admits(member))) return null;
    return notAllowed(
      'PAUSED',
      'More was taken away at once than is usual, and the account is paused. Confirm by the mail that was sent, then try again.',
    );
  }

  /** A draft of the company that the viewer acts for. */
  async create(
    { viewer, sellerNow }: Asker,
    input: { idempotencyKey: string },
    facts: () => Promise<ProductFacts | InvalidInput>,
  ): Promise<Outcome<ProductRefusal>> {
    const { idempotency, products } = this.#parts;
    accountOf(viewer);
    const intention = { viewer, mutation: 'createProduct', key: input.idempotencyKey, input };
    const effect = async (session: ClientSession): Promise<{ reference: string } | ProductRefusal> => {
      const acting = await sellerNow();
      const refusal = mayWrite(acting);
      if (refusal) return refusal;
      const checked = await facts();
      if (checked instanceof Object && 'message' in checked) return checked;
      const made = newProduct(checked, acting.member!.companyId, this.#now());
      const taken = await this.#taken(made, session);
      if (taken) return taken;
      await products.collection.insertOne(made as never, { session });
      return { reference: made._id };
    };
    return onceMore(() => idempotency.once<ProductRefusal>(intention, effect));
  }

  /** Replaces a product by what `decide` makes of it. */
  async change(asked: Asked, decide: Decide): Promise<ProductOutcome> {
    accountOf(asked.asker.viewer);
    let written: ProductRecord | null = null;
    const remembered: Decide = async (...given) => {
      const after = await decide(...given);
      written = after && '_id' in after ? after : null;
      return after;
    };
    // In turn in this process: parallel changes of one product would all be in each other's way in the database.
    const outcome = await this.#inTurn.of(asked.input.id, () => this.#once(asked, remembered));
    return outcome.kind === 'done' && !outcome.repeated ? { ...outcome, written } : outcome;
  }

  async #once({ mutation, asker, input }: Asked, decide: Decide): Promise<Outcome<ProductRefusal>> {
    const { idempotencyKey: key } = input;
    const effect = (session: ClientSession | null) => this.#changed(asker, input, decide, session);
    if (key != null) {
      const reference = localIdOf('Product', input.id) ?? undefined;
      const intention = { viewer: asker.viewer, mutation, key, input, reference };
      return onceMore(() =>
        this.#parts.idempotency.once<ProductRefusal>(intention, async (session) => (await effect(session))!),
      );
    }
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      const made = await onceMore(() => effect(null));
      if (made && 'reference' in made) return { kind: 'done', reference: made.reference, repeated: false };
      if (made) return { kind: 'refused', refusal: made };
    }
    throw new Error(`Expected to change a product within ${ATTEMPTS} attempts, others were quicker each time.`);
  }

  /** Sees to it that readers of this process find, or no longer find, a product as it stands. Null: there is none any more. */
  tell(id: string, record: ProductRecord | null): void {
    this.#parts.withdrawals.product(id, !record || !isShown(record), record?.version ?? null);
  }

  /** Null: somebody else was quicker, outside of a transaction. */
  async #changed(
    { sellerNow }: Asker,
    { id, expectedVersion }: Asked['input'],
    decide: Decide,
    session: ClientSession | null,
  ): Promise<{ reference: string } | ProductRefusal | null> {
    const { collection } = this.#parts.products;
    const options = session ? { session } : {};
    const _id = localIdOf('Product', id);
    const [acting, found] = await Promise.all([
      sellerNow(),
      _id === null ? null : (collection.findOne({ _id } as never, options) as Promise<ProductRecord | null>),
    ]);
    const refusal = mayWrite(acting);
    if (refusal) return refusal;
    const { companyId } = acting.member!;
    const before = found?.companyId === companyId ? found : null;
    if (!_id || !before)
      return notFound('id', 'Expected the id of a product of your company, got another. Look it up anew.');
    if (expectedVersion != null && expectedVersion !== before.version) return new Overtaken(before, expectedVersion);
    const after = await decide(before, acting, this.#now(), session);
    if (after && !('_id' in after)) return after;
    if (after === before) return { reference: _id };
    const taken = after && after.externalId !== before.externalId && (await this.#taken(after, session));
    if (taken) return taken;
    return (await this.#replaced({ before, after }, session)) ? { reference: _id } : null;
  }

  /** False: somebody else was quicker. What others are told of is written in one transaction with its listing. */
  async #replaced(
    { before, after }: { before: ProductRecord; after: ProductRecord | null },
    session: ClientSession | null,
  ): Promise<boolean> {
    const { connection, products, listings, gone } = this.#parts;
    if (!session && changesListing({ before, after })) {
      let done = false;
      await connection.transaction(async (own) => void (done = await this.#replaced({ before, after }, own)));
      return done;
    }
    const { _id, companyId, version } = before;
    const place = { _id, companyId, version } as never;
    const options = session ? { session } : {};
    const { collection } = products;
    const count = after
      ? (await collection.replaceOne(place, after, options)).matchedCount
      : (await collection.deleteOne(place, options)).deletedCount;
    if (count === 1 && session) await listings.follow([{ before, after }], session);
    if (count === 1 && !after) await gone(before, session);
    return count === 1;
  }

  async #taken(
    { _id, companyId, externalId }: ProductRecord,
    session: ClientSession | null,
  ): Promise<InvalidInput | null> {
    if (externalId === null) return null;
    const other = { companyId, externalId, _id: { $ne: _id } };
    if (!(await this.#parts.products.findOne(other, { _id: 1 }).session(session).lean())) return null;
    return invalidInput(
      'externalId',
      'Expected an externalId that no other product of the company has. Change that product, or give another.',
    );
  }

  #now(): Date {
    return (this.#parts.now ?? (() => new Date()))();
  }
}

/** Somebody else took the externalId between the look and the writing; the next look finds it. */
async function onceMore<T>(run: () => Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (error) {
    if ((error as { code?: unknown }).code !== 11_000) throw error;
    return run();
  }
}
