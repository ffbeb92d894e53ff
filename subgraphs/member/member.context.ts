import DataLoader from 'dataloader';
import type { SubgraphRequest } from '../../kit/subgraph/subgraph.ts';
import type { Membership } from '../../schema/events/membership.record.ts';
import type { Companies } from './company/companies.ts';
import type { CompanyRecord } from './company/company.record.ts';
import type { Memberships } from './membership/memberships.ts';

/** What a resolver of the member subgraph knows of its request. */
export interface MemberContext extends SubgraphRequest {
  companies: DataLoader<string, CompanyRecord | null>;
  /** For which company an account acts, once for each request: to show things by, never to change them by. Null: for none. */
  membershipOf(accountId: string): Promise<Membership | null>;
  /** Something was changed: what was read before for this request is read anew. */
  changed(): void;
}

export const memberContext =
  (companies: Companies, memberships: Memberships) =>
  (request: SubgraphRequest): MemberContext => {
    let loader: DataLoader<string, CompanyRecord | null> | undefined;
    const acting = new Map<string, Promise<Membership | null>>();
    return {
      ...request,
      get companies() {
        return (loader ??= new DataLoader((ids) => companies.shown(ids), { maxBatchSize: 200 }));
      },
      membershipOf(accountId) {
        const known = acting.get(accountId) ?? memberships.of(accountId);
        acting.set(accountId, known);
        return known;
      },
      changed() {
        loader = undefined;
        acting.clear();
      },
    };
  };
