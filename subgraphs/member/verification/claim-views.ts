import type { TimePlace } from '../../../kit/graphql/time-page.ts';
import { localIdOf } from '../../../kit/global-id/global-id.ts';
import type { Viewer } from '../../../kit/viewer/viewer.ts';
import { actingStaff, type ActingStaff } from '../../../schema/events/staff.policy.ts';
import type { Memberships } from '../membership/memberships.ts';
import { isLive, maySubmit } from './claim.policy.ts';
import type { DocumentAddresses } from '../document/document-addresses.ts';
import { presentDocument } from '../document/document.presenter.ts';
import type { Documents } from '../document/documents.ts';
import { READER, type Beholder, type SeenClaim } from './claim.presenter.ts';
import type { ClaimRecord, ClaimStateName } from './claim.record.ts';
import type { Claims } from './claims.ts';
import type { ClaimStore } from './claim-store.ts';

interface QueueWhere {
  state?: readonly ClaimStateName[] | readonly string[] | null;
  kind?: string | null;
  companyId?: string | null;
  mine?: boolean | null;
}

export interface ClaimViewsParts {
  claims: Claims;
  store: ClaimStore;
  memberships: Memberships;
  documents: Documents;
  addresses: DocumentAddresses;
}

/** Who sees which claims, and as whom. */
export class ClaimViews {
  readonly #parts: ClaimViewsParts;

  constructor(parts: ClaimViewsParts) {
    this.#parts = parts;
  }

  now(): Date {
    return this.#parts.claims.now();
  }

  /** All to its members, what is verified now to everybody else. */
  async ofCompany(companyId: string, viewer: Viewer): Promise<SeenClaim[]> {
    const { claims } = this.#parts;
    const beholder = await this.#memberOf(companyId, viewer);
    const found = beholder ? await claims.allOf(companyId) : await claims.liveOf(companyId);
    return Promise.all(found.map((claim) => this.#seen(claim, beholder ?? READER, viewer)));
  }

  /** Null: absent, or not for whoever asks. What a verifier sees is written down before. */
  async one(id: string, viewer: Viewer): Promise<SeenClaim | null> {
    const staff = viewer.kind === 'account' ? actingStaff('VERIFY', viewer) : null;
    if (staff) {
      const claim = await this.#parts.claims.readByStaff(id, staff);
      return claim && this.#seen(claim, { as: 'VERIFIER', accountId: staff.accountId }, viewer);
    }
    const claim = await this.#parts.claims.byId(id);
    if (!claim) return null;
    const member = await this.#memberOf(claim.companyId, viewer);
    if (member) return this.#seen(claim, member, viewer);
    const isPublic = isLive(claim, this.now()) && (await this.#parts.claims.isShown(claim.companyId));
    return isPublic ? this.#seen(claim, READER, viewer) : null;
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
    return this.#parts.store.waiting(states, more, after, size);
  }

  async #seen(claim: ClaimRecord, beholder: Beholder, viewer: Viewer): Promise<SeenClaim> {
    const { documents } = this.#parts;
    if (beholder.as === 'READER') return { claim, beholder, evidence: [] };
    const found = await Promise.all(claim.evidence.map((id) => documents.byId(id)));
    const evidence = found
      .filter((document) => document !== null)
      .map(async (document) => presentDocument(document, await this.#addressOf(document._id, beholder, viewer)));
    return { claim, beholder, evidence: await Promise.all(evidence) };
  }

  /** For verifiers: each reading at it is written down. */
  async #addressOf(id: string, beholder: Beholder, viewer: Viewer): Promise<string | null> {
    if (beholder.as !== 'VERIFIER' || viewer.kind !== 'account') return null;
    return this.#parts.addresses.ofDocument(id, viewer);
  }

  async #memberOf(companyId: string, viewer: Viewer): Promise<Extract<Beholder, { as: 'MEMBER' }> | null> {
    if (viewer.kind === 'anonymous') return null;
    const membership = await this.#parts.memberships.of(viewer.accountId);
    if (membership?.companyId !== companyId) return null;
    return { as: 'MEMBER', mayChange: maySubmit(membership.role) && !membership.paused };
  }
}
