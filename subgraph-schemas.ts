import 'reflect-metadata';
import type { GraphQLSchema } from 'graphql';
import type { ApiLeaf } from './kit/graphql/leaves.ts';
import { apiLeavesOf, subgraphSdl } from './kit/subgraph/federated-schema.ts';
import { catalogGraph } from './subgraphs/catalog/subgraph.ts';
import { memberGraph } from './subgraphs/member/subgraph.ts';
import { privacyGraph } from './subgraphs/privacy/privacy.ts';

type OfEach<T> = Record<'member' | 'catalog' | 'privacy', T>;

const nothing = {} as never;

/** The schema of each subgraph, from its classes alone: no server and no database is needed. */
const subgraphSchemas = (): OfEach<GraphQLSchema> => ({
  member: memberGraph(nothing).schema,
  catalog: catalogGraph(nothing).schema,
  privacy: privacyGraph({ policy: { controller: '-', controllerAddress: '-', contact: '-' }, services: nothing })
    .schema,
});

/** The SDL of each subgraph. */
export const subgraphSdls = (): OfEach<string> => {
  const { member, catalog, privacy } = subgraphSchemas();
  return { member: subgraphSdl(member), catalog: subgraphSdl(catalog), privacy: subgraphSdl(privacy) };
};

/** Every leaf of the public API, with what its type says that it shows or takes. */
export const subgraphLeaves = (): ApiLeaf[] => Object.values(subgraphSchemas()).flatMap(apiLeavesOf);
