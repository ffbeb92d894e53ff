import { containerOf } from '../../kit/subgraph/container.ts';
import { federatedSchema } from '../../kit/subgraph/federated-schema.ts';
import { localIdOf } from '../../kit/global-id/global-id.ts';
import { presentCompany } from './company/company.presenter.ts';
import { CompanyResolver } from './company/company.resolver.ts';
import { memberContext, type MemberContext } from './member.context.ts';
import type { MemberServices } from './services.ts';

/** The members' part of the graph. */
export function memberGraph(services: MemberServices) {
  const { companies } = services;
  const schema = federatedSchema({
    resolvers: [CompanyResolver],
    container: containerOf([new CompanyResolver(companies)]),
    references: {
      Company: async ({ id }: { id: string }, context: MemberContext) => {
        const local = localIdOf('Company', id);
        const record = local && (await context.companies.load(local));
        return record ? presentCompany(record, context.locale) : null;
      },
    },
  });
  return { schema, contextFor: memberContext(companies) };
}
