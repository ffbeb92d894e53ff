import type { TimePlace } from '../../../kit/graphql/time-page.ts';
import { localIdOf } from '../../../kit/global-id/global-id.ts';
import type { Viewer } from '../../../kit/viewer/viewer.ts';
import { actingStaff, type ActingStaff } from '../../../schema/events/staff.policy.ts';
import type { Memberships } from '../membership/memberships.ts';
import { isLive, maySubmit } from './claim.policy.ts';
import { READER, type Beholder } from './claim.presenter.ts';
import type { ClaimRecord, ClaimStateName } from './claim.record.ts';
import type { Claims } from './claims.ts';
import type { ClaimStore } from './claim-store.ts';

interface QueueWhere {
  state?: readonly ClaimStateName[] | readonly string[] | null;
  kind?: string | null;
  companyId?: string | null;
  mine?: boolean | null;
}

/** Who sees which claims, and as whom. */
export class ClaimViews {
  readonly #claims: Claims;
  readonly #store: ClaimStore;
  readonly #memberships: Memberships;

  constructor(claims: Claims, store: ClaimStore, memberships: Memberships) {
    this.#claims = claims;
    this.#store = store;
    this.#memberships = memberships;
  }

  now(): Date {
    return this.#claims.now();
  }

  /** All to its members, what is verified now to everybody else. */
  async ofCompany(companyId: string, viewer: Viewer) {
    const beholder = await this.#memberOf(companyId, viewer);
    const claims = beholder ? await this.#claims.allOf(companyId) : await this.#claims.liveOf(companyId);
    return { claims, beholder: beholder ?? READER, now: this.now() };
  }

  /** Null: absent, or not for whoever asks. What a verifier sees is written down before. */
  async one(id: string, viewer: Viewer): Promise<{ claim: ClaimRecord; beholder: Beholder } | null> {
    const staff = viewer.kind === 'account' ? actingStaff('VERIFY', viewer) : null;
    if (staff) {
      const claim = await this.#claims.readByStaff(id, staff);
      return claim && { claim, beholder: { as: 'VERIFIER', accountId: staff.accountId } };
    }
    const claim = await this.#claims.byId(id);
    if (!claim) return null;
    const member = await this.#memberOf(claim.companyId, viewer);
    if (member) return { claim, beholder: member };
    return isLive(claim, this.now()) && (await this.#claims.isShown(claim.companyId)) ? { claim, beholder: READER } : null;
  }

  queue(
    { state, kind, companyId, mine }: QueueWhere,
    staff: ActingStaff,
    after: TimePlace | null,
    size: number,
  ): Promise<ClaimRecord[]> {
    const states = (state ?? ['SUBMITTED', 'IN_REVIEW']) as ClaimStateName[];
    const more = {
      ...(kind && { kind }),
      ...(companyId && { companyId: localIdOf('Company', companyId) ?? '' }),
      ...(mine && { 'taken.by': staff.accountId }),
    };
    return this.#store.waiting(states, more, after, size);
  }

  async #memberOf(companyId: string, viewer: Viewer): Promise<Extract<Beholder, { as: 'MEMBER' }> | null> {
    if (viewer.kind === 'anonymous') return null;
    const membership = await this.#memberships.of(viewer.accountId);
    if (membership?.companyId !== companyId) return null;
    return { as: 'MEMBER', mayChange: maySubmit(membership.role) && !membership.paused };
  }
}
