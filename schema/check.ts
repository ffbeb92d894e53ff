import { buildSchema } from 'graphql';
import type { SchemaFiles } from './compose.ts';
import { undatedDeprecations, undescribed } from './descriptions.ts';
import { unannounced } from './evolution.ts';
import { relayFaults } from './relay.ts';

/** What is committed: the schema files by name, the public API of the last release, and the changelog. */
export interface Committed {
  readonly files: Readonly<Record<string, string | null>>;
  readonly released: string;
  readonly changelog: string;
}

/** Everything that is wrong with the schema that the code makes, one sentence each; empty when it holds. */
export async function schemaFaults(generated: SchemaFiles, committed: Committed): Promise<string[]> {
  const api = buildSchema(generated['api.graphql']);
  return [
    ...staleFiles(generated, committed.files),
    ...undescribed(api),
    ...undatedDeprecations(api),
    ...relayFaults(api),
    ...(await unannounced(buildSchema(committed.released), api, committed.changelog)),
  ];
}

const staleFiles = (generated: SchemaFiles, committed: Committed['files']): string[] =>
  Object.entries(generated)
    .filter(([name, text]) => committed[name] !== text)
    .map(
      ([name]) =>
        `schema/${name} ${committed[name] == null ? 'is missing' : 'is not what the code makes'}: run npm run schema:write and commit it.`,
    );
