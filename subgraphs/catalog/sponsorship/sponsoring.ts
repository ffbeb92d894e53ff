import { randomBytes } from 'node:crypto';
import type { ClientSession, Connection, Model } from 'mongoose';
import { localIdOf } from '../../../kit/global-id/global-id.ts';
import { readInput } from '../../../kit/graphql/field-fault.ts';
import { InvalidInput, notFound } from '../../../kit/graphql/problems.ts';
import { behind, type TimePlace } from '../../../kit/graphql/time-page.ts';
import type { Idempotency, Outcome } from '../../../kit/idempotency/idempotency.ts';
import type { Viewer } from '../../../kit/viewer/viewer.ts';
import { actingMember } from '../../../schema/events/acting-member.ts';
import { alreadyDecided } from '../../../schema/events/already-decided.problem.ts';
import { recordAudit } from '../../../schema/events/record-audit.ts';
import { actingStaff, ownCompany, staffOnly, type ActingStaff } from '../../../schema/events/staff.policy.ts';
import type { ProductRecord } from '../product/product.record.ts';
import { periodOf } from './sponsorship-period.ts';
import type { EndSponsorshipInput, SponsorProductInput } from './sponsorship.input.ts';
import { isOpen, stateOf } from './sponsorship.presenter.ts';
import { sponsorshipOverlap } from './sponsorship.problem.ts';
import { runningAt, sponsorshipRecord, type SponsorshipRecord } from './sponsorship.record.ts';
import type { SponsorshipRefusal } from './sponsorship.result.ts';

export interface SponsoringParts {
  sponsorships: Model<SponsorshipRecord>;
  products: Model<ProductRecord>;
  events: Connection;
  idempotency: Idempotency;
  /** Told when something was set or ended, so that searches of this process follow at once. */
  changed: () => Promise<void>;
}

/** Sets and ends sponsorships, and lists them for staff. Done with the id of the sponsorship as the reference. */
export class Sponsoring {
  readonly #parts: SponsoringParts;

  constructor(parts: SponsoringParts) {
    this.#parts = parts;
  }

  byId(id: string): Promise<SponsorshipRecord | null> {
    return this.#parts.sponsorships.findById(id).lean<SponsorshipRecord>();
  }

  /** What was set last first, after a place in that order; only what runs now, only what does not, or all for null. */
  page(
    isActive: boolean | null,
    after: TimePlace | null,
    size: number,
    now = new Date(),
  ): Promise<SponsorshipRecord[]> {
    const further = behind('createdAt', after, 'newest');
    const running = isActive === null ? {} : isActive ? runningAt(now) : { $nor: [runningAt(now)] };
    return this.#parts.sponsorships
      .find({ $and: [running, further] } as never)
      .sort({ createdAt: -1, _id: -1 })
      .limit(size)
      .lean<SponsorshipRecord[]>();
  }

  /** Throws UNAUTHENTICATED for nobody. */
  sponsor(viewer: Viewer, input: SponsorProductInput): Promise<Outcome<SponsorshipRefusal>> {
    return this.#once(viewer, 'sponsorProduct', input, async (staff, session) => {
      const id = localIdOf('Product', input.productId);
      const product = id && (await this.#parts.products.findById(id).session(session).lean<ProductRecord>());
      if (!product) return notFound('productId', 'Expected the id of a product; there is none with this id.');
      if (await this.#actsFor(viewer, product)) return ownCompany();
      const now = new Date();
      const period = readInput(() => periodOf(input.from, input.until, now));
      if (period instanceof InvalidInput) return period;
      const { sponsorships } = this.#parts;
      const productId = product._id;
      const overlap = { productId, state: 'SET', from: { $lt: period.until }, until: { $gt: period.from } };
      const inTheWay = await sponsorships
        .findOne(overlap as never)
        .session(session)
        .lean<SponsorshipRecord>();
      if (inTheWay) return sponsorshipOverlap(inTheWay);
      const latest = await sponsorships.findOne({ productId }).sort({ number: -1 }).session(session).lean();
      const made: SponsorshipRecord = {
        _id: randomBytes(12).toString('hex'),
        productId,
        number: (latest?.number ?? 0) + 1,
        ...period,
        state: 'SET',
        reason: input.reason,
        by: staff.accountId,
        createdAt: now,
        endReason: null,
        endedBy: null,
        endedAt: null,
        closedAt: period.until,
        version: 1,
      };
      await sponsorships.collection.insertOne(made as never, { session });
      await this.#audit(staff, 'PRODUCT_SPONSORED', made._id, session);
      return { reference: made._id };
    });
  }

  /** Throws UNAUTHENTICATED for nobody. */
  end(viewer: Viewer, input: EndSponsorshipInput): Promise<Outcome<SponsorshipRefusal>> {
    return this.#once(viewer, 'endSponsorship', input, async (staff, session) => {
      const { sponsorships, products } = this.#parts;
      const id = localIdOf('Sponsorship', input.id);
      const found = id && (await sponsorships.findById(id).session(session).lean<SponsorshipRecord>());
      if (!found) return notFound('id', 'Expected the id of a sponsorship; there is none with this id.');
      const product = await products.findById(found.productId).session(session).lean<ProductRecord>();
      if (product && (await this.#actsFor(viewer, product))) return ownCompany();
      const now = new Date();
      if (!isOpen(found, now)) return alreadyDecided(stateOf(found, now), 'a sponsorship that is UPCOMING or RUNNING');
      const ended = { state: 'ENDED', endReason: input.reason, endedBy: staff.accountId, endedAt: now, closedAt: now };
      await sponsorships.collection.updateOne(
        { _id: found._id as never },
        { $set: ended, $inc: { version: 1 } },
        { session },
      );
      await this.#audit(staff, 'SPONSORSHIP_ENDED', found._id, session);
      return { reference: found._id };
    });
  }

  async #once(
    viewer: Viewer,
    mutation: string,
    input: SponsorProductInput | EndSponsorshipInput,
    effect: (staff: ActingStaff, session: ClientSession) => Promise<{ reference: string } | SponsorshipRefusal>,
  ): Promise<Outcome<SponsorshipRefusal>> {
    const staff = actingStaff('SPONSOR', viewer);
    const intention = { viewer, mutation, key: input.idempotencyKey, input };
    const outcome = await this.#parts.idempotency.once<SponsorshipRefusal>(intention, async (session) =>
      staff ? effect(staff, session) : staffOnly('SPONSOR'),
    );
    if (outcome.kind === 'done') await this.#parts.changed();
    return outcome;
  }

  async #actsFor(viewer: Viewer, { companyId }: ProductRecord): Promise<boolean> {
    return (await actingMember(this.#parts.events, viewer))?.companyId === companyId;
  }

  async #audit(
    { accountId: actor, role }: ActingStaff,
    action: 'PRODUCT_SPONSORED' | 'SPONSORSHIP_ENDED',
    reasonRef: string,
    session: ClientSession,
  ): Promise<void> {
    const told = { actor, role, action, record: sponsorshipRecord, count: 1, reason: 'SPONSORSHIP' } as const;
    await recordAudit(this.#parts.events, { ...told, reasonRef }, session);
  }
}
