import DataLoader from 'dataloader';
import type { SubgraphRequest } from '../../kit/subgraph/subgraph.ts';
import type { Companies } from './company/companies.ts';
import type { CompanyRecord } from './company/company.record.ts';

/** What a resolver of the member subgraph knows of its request. */
export interface MemberContext extends SubgraphRequest {
  companies: DataLoader<string, CompanyRecord | null>;
}

export const memberContext =
  (companies: Companies) =>
  (request: SubgraphRequest): MemberContext => {
    let loader: DataLoader<string, CompanyRecord | null> | undefined;
    return {
      ...request,
      get companies() {
        return (loader ??= new DataLoader((ids) => companies.shown(ids), { maxBatchSize: 200 }));
      },
    };
  };
