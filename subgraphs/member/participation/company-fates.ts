import type { CompanyFate } from '../../../kit/participation/erasing.ts';
import type { PersonReference } from '../../../kit/participation/person-reference.ts';
import type { Companies } from '../company/companies.ts';
import type { Memberships } from '../membership/memberships.ts';
import type { Restrictions } from '../restriction/restrictions.ts';

export interface CompanyFatesParts {
  companies: Companies;
  memberships: Memberships;
  restrictions: Restrictions;
}

/**
 * Knows what becomes of companies when an owner is erased: the same just before they are fenced and after it, when they act for none any more.
 * Owners who have left do not count; of whoever asked that their data be kept and not used it is known that they may come back.
 */
export class CompanyFates {
  readonly #parts: CompanyFatesParts;

  constructor(parts: CompanyFatesParts) {
    this.#parts = parts;
  }

  async of(references: readonly PersonReference[]): Promise<CompanyFate[]> {
    const { companies, memberships, restrictions } = this.#parts;
    const refs = references.map(({ ref }) => ref);
    const theirs = new Set(await companies.idsOfTraders(refs));
    const owned = (await memberships.ofHolders(refs)).filter(({ role }) => role === 'OWNER');
    const ids = new Set([...theirs, ...owned.map(({ companyId }) => companyId), ...(await restrictions.ownedBy(refs))]);
    const fates: CompanyFate[] = [];
    for (const companyId of [...ids].toSorted()) {
      const fate = theirs.has(companyId) ? 'ERASED' : (await this.#livesOn(companyId, refs)) ? 'LIVES_ON' : 'WITHDRAWN';
      fates.push({ companyId, fate });
    }
    return fates;
  }

  async #livesOn(companyId: string, refs: readonly string[]): Promise<boolean> {
    const { memberships, restrictions } = this.#parts;
    const others = (await memberships.in(companyId)).filter(({ subjectRef }) => !refs.includes(subjectRef));
    return others.some(({ role }) => role === 'OWNER') || restrictions.awaitsOwner(companyId, refs);
  }
}
