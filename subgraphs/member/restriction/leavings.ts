import type { Connection } from 'mongoose';
import { modelOf } from '../../../kit/record/record.ts';
import { productListingRecord } from '../../../schema/events/product-listing.record.ts';
import type { Accounts } from '../account/accounts.ts';
import type { Companies } from '../company/companies.ts';
import type { CompanyRecord } from '../company/company.record.ts';
import type { Memberships } from '../membership/memberships.ts';

export interface LeavingsParts {
  /** The database in which the catalog publishes which products are shown. */
  events: Connection;
  accounts: Accounts;
  companies: Companies;
  memberships: Memberships;
}

/** Knows beforehand what goes with somebody who leaves. */
export class Leavings {
  readonly #parts: LeavingsParts;

  constructor(parts: LeavingsParts) {
    this.#parts = parts;
  }

  /** Staff do not leave by themselves: somebody has to take over what they do. */
  async mayLeave(accountId: string): Promise<boolean> {
    return (await this.#parts.accounts.byId(accountId))?.kind === 'MEMBER';
  }

  /** The company that nobody owns without them; null: there is none. */
  async companyLeftBy(accountId: string): Promise<CompanyRecord | null> {
    const { companies, memberships } = this.#parts;
    const own = await memberships.of(accountId);
    if (own?.role !== 'OWNER') return null;
    const all = await memberships.in(own.companyId);
    const isLast = !all.some(({ _id, role }) => role === 'OWNER' && _id !== accountId);
    return isLast ? companies.byId(own.companyId) : null;
  }

  async productsShown(companyId: string): Promise<number> {
    return modelOf(this.#parts.events, productListingRecord).collection.countDocuments({ companyId, shown: true });
  }
}
