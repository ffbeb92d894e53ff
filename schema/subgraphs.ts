import 'reflect-metadata';
import { subgraphSdl } from '../kit/subgraph/federated-schema.ts';
import { catalogGraph } from '../subgraphs/catalog/subgraph.ts';
import { memberGraph } from '../subgraphs/member/member.ts';
import { privacyGraph } from '../subgraphs/privacy/privacy.ts';

const nothing = {} as never;

/** The SDL of each subgraph, from its classes alone: no server and no database is needed. */
export const subgraphSdls = (): Record<'member' | 'catalog' | 'privacy', string> => ({
  member: subgraphSdl(memberGraph(nothing).schema),
  catalog: subgraphSdl(catalogGraph(nothing).schema),
  privacy: subgraphSdl(
    privacyGraph({ policy: { controller: '-', controllerAddress: '-', contact: '-' }, audits: nothing }).schema,
  ),
});
