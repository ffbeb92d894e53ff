import { containerOf } from '../../kit/subgraph/container.ts';
import { federatedSchema } from '../../kit/subgraph/federated-schema.ts';
import type { Subgraph, SubgraphRequest } from '../../kit/subgraph/subgraph.ts';
import { policyVersions } from './policy/policy.catalogue.ts';
import type { PolicyFill } from './policy/policy.markdown.ts';
import { PolicyResolver } from './policy/policy.resolver.ts';

/** The privacy part of the graph: the public privacy policy. */
export function privacyGraph(fill: PolicyFill) {
  const schema = federatedSchema({
    resolvers: [PolicyResolver],
    container: containerOf([new PolicyResolver(policyVersions(fill))]),
    references: {},
  });
  return { schema, contextFor: (request: SubgraphRequest) => request };
}

/** The privacy subgraph, running. */
export const startPrivacy = (fill: PolicyFill): Subgraph => ({
  name: 'privacy',
  ...privacyGraph(fill),
  ready: async () => true,
  stop: async () => undefined,
  onHidden: () => () => undefined,
});
