import type { ClientSession, Connection, Model } from 'mongoose';
import { localIdOf } from '../../../kit/global-id/global-id.ts';
import { readInput, textAt } from '../../../kit/graphql/field-fault.ts';
import { InvalidInput, notFound, type NotAllowed, type NotFound } from '../../../kit/graphql/problems.ts';
import type { TimePlace } from '../../../kit/graphql/time-page.ts';
import type { Idempotency, Outcome } from '../../../kit/idempotency/idempotency.ts';
import type { Viewer } from '../../../kit/viewer/viewer.ts';
import { actingMember } from '../../../schema/events/acting-member.ts';
import { alreadyDecided, type AlreadyDecided } from '../../../schema/events/already-decided.problem.ts';
import type { ModerationDecision, ModerationReasonName } from '../../../schema/events/moderation-decision.record.ts';
import type { ModerationDecisions } from '../../../schema/events/moderation-decisions.ts';
import { recordAudit } from '../../../schema/events/record-audit.ts';
import { actingStaff, ownCompany, staffOnly } from '../../../schema/events/staff.policy.ts';
import type { ProductListings } from '../listing/product-listings.ts';
import { productRecord, type ProductRecord } from '../product/product.record.ts';

export type ModerationRefusal = InvalidInput | NotAllowed | NotFound | AlreadyDecided;

export interface ProductModerationParts {
  products: Model<ProductRecord>;
  listings: ProductListings;
  events: Connection;
  decisions: ModerationDecisions;
  idempotency: Idempotency;
  /** Told of a product as it stands after a decision, so that readers of this process find it, or do not, at once. */
  tell: (id: string, record: ProductRecord | null) => void;
}

interface Sent {
  id: string;
  reason: string;
  text?: string | null;
  /** The version that was looked at; null: any. */
  expectedVersion?: number | null;
  idempotencyKey: string;
}

const KINDS = {
  takeDownProduct: { from: ['NONE', 'PENDING_REVIEW'], action: 'TAKEN_DOWN', audited: 'PRODUCT_TAKEN_DOWN' },
  reinstateProduct: { from: ['TAKEN_DOWN'], action: 'REINSTATED', audited: 'PRODUCT_REINSTATED' },
  approveProduct: { from: ['PENDING_REVIEW'], action: 'APPROVED', audited: 'PRODUCT_APPROVED' },
} as const;

/**
 * Takes products down, lets them be shown again, and decides on those that were held back. What its company wants of a product stays as it
 * is; a decision stands beside it. Done with the id of the decision as the reference.
 */
export class ProductModeration {
  readonly #parts: ProductModerationParts;

  constructor(parts: ProductModerationParts) {
    this.#parts = parts;
  }

  decision(id: string): Promise<ModerationDecision | null> {
    return this.#parts.decisions.byId(id);
  }

  /** Throws UNAUTHENTICATED for nobody. */
  async change(viewer: Viewer, mutation: keyof typeof KINDS, input: Sent): Promise<Outcome<ModerationRefusal>> {
    const staff = actingStaff('MODERATE', viewer);
    const { from, action, audited } = KINDS[mutation];
    const { events, products, decisions, idempotency } = this.#parts;
    let changed = '';
    const intention = { viewer, mutation, key: input.idempotencyKey, input };
    const outcome = await idempotency.once<ModerationRefusal>(intention, async (session: ClientSession) => {
      if (!staff) return staffOnly('MODERATE');
      const id = localIdOf('Product', input.id);
      const product = id && (await products.findById(id).session(session).lean<ProductRecord>());
      if (!product) return notFound('id', 'Expected the id of a product; there is none with this id.');
      if ((await actingMember(events, viewer))?.companyId === product.companyId) return ownCompany();
      const text = readInput(() => textAt('text', input.text ?? '', { most: 2_000, lines: true }));
      if (text instanceof InvalidInput) return text;
      const state = product.moderation?.state ?? 'NONE';
      if (!(from as readonly string[]).includes(state))
        return alreadyDecided(state, `a product in state ${from.join(' or ')}`);
      if (input.expectedVersion != null && input.expectedVersion !== product.version)
        return alreadyDecided('CHANGED', `version ${product.version} of the product, as it is now`);
      const { accountId: by, role } = staff;
      const reason = input.reason as ModerationReasonName;
      const held = action === 'TAKEN_DOWN' ? { state: action, reason, at: new Date() } : FREE;
      await this.#set(product._id, held, session);
      const about = { target: 'PRODUCT', targetId: product._id, companyId: product.companyId } as const;
      const reference = await decisions.write({ ...about, action, reason, by, text }, session);
      const told = { actor: by, role, action: audited, record: productRecord, count: 1, reason: 'MODERATION' } as const;
      await recordAudit(events, { ...told, reasonRef: reference }, session);
      changed = product._id;
      return { reference };
    });
    if (outcome.kind === 'done' && changed) await this.#tell(changed);
    return outcome;
  }

  /** Lets a product be shown that was taken down; nothing happens to another. In the transaction of whoever asks. */
  reinstate(id: string, session: ClientSession): Promise<boolean> {
    return this.#set(id, FREE, session, { 'moderation.state': 'TAKEN_DOWN' });
  }

  async reinstated(id: string): Promise<void> {
    await this.#tell(id);
  }

  /** What is published and held back, who waits longest first, after a place in that order. */
  waiting(after: TimePlace | null, size: number): Promise<ProductRecord[]> {
    const behind = after && {
      $or: [{ 'moderation.at': { $gt: after.at } }, { 'moderation.at': after.at, _id: { $gt: after.id } }],
    };
    const filter = { $and: [{ status: 'PUBLISHED', 'moderation.state': 'PENDING_REVIEW' }, behind ?? {}] };
    return this.#parts.products
      .find(filter as never)
      .sort({ 'moderation.at': 1, _id: 1 })
      .limit(size)
      .lean<ProductRecord[]>();
  }

  /** A product that is published and held back; null: there is none with this id. */
  awaiting(id: string): Promise<ProductRecord | null> {
    const filter = { _id: id, status: 'PUBLISHED', 'moderation.state': 'PENDING_REVIEW' };
    return this.#parts.products.findOne(filter as never).lean<ProductRecord>();
  }

  async #set(
    id: string,
    moderation: NonNullable<ProductRecord['moderation']>,
    session: ClientSession,
    only: object = {},
  ): Promise<boolean> {
    const { products, listings } = this.#parts;
    const before = (await products.collection.findOneAndUpdate(
      { _id: id, ...only } as never,
      { $set: { moderation, updatedAt: new Date() }, $inc: { version: 1 } },
      { session, returnDocument: 'before' },
    )) as never as ProductRecord | null;
    if (before) await listings.follow([{ before, after: { ...before, moderation } }], session);
    return before !== null;
  }

  async #tell(id: string): Promise<void> {
    this.#parts.tell(id, await this.#parts.products.findById(id).lean<ProductRecord>());
  }
}

const FREE = { state: 'NONE', reason: null, at: null } as const;
