import type { ClientSession, Connection } from 'mongoose';
import { readInput, textAt } from '../../../kit/graphql/field-fault.ts';
import { InvalidInput, notFound, type NotAllowed, type NotFound } from '../../../kit/graphql/problems.ts';
import { localIdOf } from '../../../kit/global-id/global-id.ts';
import type { Idempotency, Outcome } from '../../../kit/idempotency/idempotency.ts';
import type { Viewer } from '../../../kit/viewer/viewer.ts';
import { alreadyDecided, type AlreadyDecided } from '../../../schema/events/already-decided.problem.ts';
import type { ModerationDecisions } from '../../../schema/events/moderation-decisions.ts';
import type { ModerationReasonName } from '../../../schema/events/moderation-decision.record.ts';
import { recordAudit } from '../../../schema/events/record-audit.ts';
import { actingStaff, ownCompany, staffOnly } from '../../../schema/events/staff.policy.ts';
import type { Companies } from '../company/companies.ts';
import { companyRecord } from '../company/company.record.ts';
import type { Memberships } from '../membership/memberships.ts';

export type ModerationRefusal = InvalidInput | NotAllowed | NotFound | AlreadyDecided;

export interface CompanyModerationParts {
  events: Connection;
  companies: Companies;
  memberships: Memberships;
  decisions: ModerationDecisions;
  idempotency: Idempotency;
}

interface Sent {
  companyId: string;
  reason: string;
  text?: string | null;
  idempotencyKey: string;
}

const KINDS = {
  suspendCompany: { from: 'ACTIVE', to: 'SUSPENDED', action: 'SUSPENDED', audited: 'COMPANY_SUSPENDED' },
  reinstateCompany: { from: 'SUSPENDED', to: 'ACTIVE', action: 'REINSTATED', audited: 'COMPANY_REINSTATED' },
} as const;

/** Suspends companies and reinstates them. Done with the id of the decision as the reference. */
export class CompanyModeration {
  readonly #parts: CompanyModerationParts;
  readonly #listeners = new Set<() => void>();

  constructor(parts: CompanyModerationParts) {
    this.#parts = parts;
  }

  /** Told whenever a company was suspended here; answers with how to stop listening. */
  onHidden(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Throws UNAUTHENTICATED for nobody. */
  async change(viewer: Viewer, mutation: keyof typeof KINDS, input: Sent): Promise<Outcome<ModerationRefusal>> {
    const staff = actingStaff('MODERATE', viewer);
    const { from, to, action, audited } = KINDS[mutation];
    const intention = { viewer, mutation, key: input.idempotencyKey, input };
    const { events, companies, memberships, decisions, idempotency } = this.#parts;
    const outcome = await idempotency.once<ModerationRefusal>(intention, async (session: ClientSession) => {
      if (!staff) return staffOnly('MODERATE');
      const id = localIdOf('Company', input.companyId);
      if (!id || !(await companies.statusOf(id, session)))
        return notFound('companyId', 'Expected the id of a company; there is none with this id.');
      if ((await memberships.of(staff.accountId, session))?.companyId === id) return ownCompany();
      const text = readInput(() => textAt('text', input.text ?? '', { most: 2_000, lines: true }));
      if (text instanceof InvalidInput) return text;
      if (!(await companies.changeStatus(id, from, to, session)))
        return alreadyDecided((await companies.statusOf(id, session)) ?? 'CLOSED', `a company in state ${from}`);
      const reason = input.reason as ModerationReasonName;
      const { accountId: by, role } = staff;
      const decided = { target: 'COMPANY', targetId: id, companyId: id, action, reason, by, text } as const;
      const reference = await decisions.write(decided, session);
      const told = { actor: by, role, action: audited, record: companyRecord, count: 1, reason: 'MODERATION' } as const;
      await recordAudit(events, { ...told, reasonRef: reference }, session);
      return { reference };
    });
    if (outcome.kind === 'done' && to === 'SUSPENDED') for (const listener of this.#listeners) listener();
    return outcome;
  }
}
