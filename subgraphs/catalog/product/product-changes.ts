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
import { seller } from './seller.ts';
import type { Withdrawals } from './withdrawals.ts';

export interface ProductChangesParts {
  connection: Connection;
  products: Model<ProductRecord>;
  listings: ProductListings;
  /** The database of published events. */
  events: Connection;
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

/** What is asked of one product. */
export interface Asked {
  mutation: string;
  viewer: Viewer;
  input: { id: string; idempotencyKey?: string | null; expectedVersion?: number | null };
}

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
    viewer: Viewer,
    input: { idempotencyKey: string },
    facts: () => Promise<ProductFacts | InvalidInput>,
  ): Promise<Outcome<ProductRefusal>> {
    const { idempotency, events, products } = this.#parts;
    accountOf(viewer);
    const intention = { viewer, mutation: 'createProduct', key: input.idempotencyKey, input };
    const effect = async (session: ClientSession): Promise<{ reference: string } | ProductRefusal> => {
      const acting = await seller(events, viewer);
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
  async change({ mutation, viewer, input }: Asked, decide: Decide): Promise<Outcome<ProductRefusal>> {
    accountOf(viewer);
    // In turn in this process: parallel changes of one product would all be in each other's way in the database.
    return this.#inTurn.of(input.id, () => this.#once({ mutation, viewer, input }, decide));
  }

  async #once({ mutation, viewer, input }: Asked, decide: Decide): Promise<Outcome<ProductRefusal>> {
    const { idempotencyKey: key } = input;
    const effect = (session: ClientSession | null) => this.#changed(viewer, input, decide, session);
    if (key != null) {
      const intention = { viewer, mutation, key, input };
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
    viewer: Viewer,
    { id, expectedVersion }: Asked['input'],
    decide: Decide,
    session: ClientSession | null,
  ): Promise<{ reference: string } | ProductRefusal | null> {
    const { events, products } = this.#parts;
    const acting = await seller(events, viewer);
    const refusal = mayWrite(acting);
    if (refusal) return refusal;
    const { companyId } = acting.member!;
    const _id = localIdOf('Product', id);
    const before = _id && (await products.findOne({ _id, companyId }).session(session).lean<ProductRecord>());
    if (!before) return notFound('id', 'Expected the id of a product of your company, got another. Look it up anew.');
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
