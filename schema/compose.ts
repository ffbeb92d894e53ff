import { composeServices, compositionHasErrors } from '@theguild/federation-composition';
import {
  buildASTSchema,
  extendSchema,
  Kind,
  lexicographicSortSchema,
  parse,
  printSchema,
  visit,
  type DocumentNode,
} from 'graphql';
import { readFileSync } from 'node:fs';
import { assetPath } from '../kit/assets/asset-path.ts';

/** The schema files that are committed, by file name. */
export type SchemaFiles = Record<`${'member' | 'catalog' | 'privacy' | 'supergraph' | 'api'}.graphql`, string>;

/** What the roots of the public API are for, by their types. */
const ROOTS: Readonly<Record<string, string>> = {
  Query:
    'Everything that can be asked. A field is null when what it speaks of is absent or its part of the service does not answer.',
  Mutation:
    'Everything that can be changed. Each change is made in the order of the document, once for one idempotency key, and answers with what was changed or with a Problem.',
};

/** What the gateway itself adds to the public API: fetching any object by its id. */
const nodeSdl = (): string => readFileSync(assetPath(import.meta.url, 'gateway/node/node.graphql'), 'utf8');

/** Composes subgraphs to the supergraph and the public API. Throws with every reason why they do not fit together. */
export function compose(sdls: Record<'member' | 'catalog' | 'privacy', string>): SchemaFiles {
  const services = Object.entries(sdls).map(([name, sdl]) => ({
    name,
    url: `http://${name}.internal/graphql`,
    typeDefs: parse(sdl),
  }));
  const result = composeServices(services);
  if (compositionHasErrors(result)) {
    throw new Error(`The subgraphs do not compose:\n${result.errors.map(({ message }) => `- ${message}`).join('\n')}`);
  }
  const api = extendSchema(buildASTSchema(withDescribedRoot(parse(result.publicSdl))), parse(nodeSdl()));
  return {
    'member.graphql': `${sdls.member.trim()}\n`,
    'catalog.graphql': `${sdls.catalog.trim()}\n`,
    'privacy.graphql': `${sdls.privacy.trim()}\n`,
    'supergraph.graphql': `${result.supergraphSdl.trim()}\n`,
    'api.graphql': `${printSchema(lexicographicSortSchema(api)).trim()}\n`,
  };
}

/** The subgraphs share the root types and none of them describes them. */
const withDescribedRoot = (api: DocumentNode): DocumentNode =>
  visit(api, {
    ObjectTypeDefinition: (node) => {
      const value = ROOTS[node.name.value];
      return value === undefined ? undefined : { ...node, description: { kind: Kind.STRING, value } };
    },
  });
