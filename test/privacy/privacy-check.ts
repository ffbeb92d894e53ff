import 'reflect-metadata';
import { existsSync, readFileSync } from 'node:fs';
import { STORES, dataMapFiles } from '../../data-map.ts';
import { assetPath } from '../../kit/assets/asset-path.ts';
import { leafFaults } from '../../kit/data-map/api-leaves.ts';
import { dataMapOf } from '../../kit/data-map/data-map.ts';
import { declarationFaults } from '../../kit/data-map/declaration-faults.ts';
import { staleFiles } from '../../kit/data-map/map-files.ts';
import { observedFaults } from '../../kit/data-map/observed-keys.ts';
import { connect } from '../../kit/mongo/connect.ts';
import { pathsOf } from '../../kit/record/inventory.ts';
import { PURPOSES } from '../../schema/processing/purposes.ts';
import { RETENTION_SCHEDULE } from '../../schema/processing/retention-schedule.ts';
import { subgraphLeaves } from '../../subgraph-schemas.ts';

const read = (path: string): string | null => {
  const file = assetPath(import.meta.url, path);
  return existsSync(file) ? readFileSync(file, 'utf8') : null;
};

/** What the code declares about people and does not hold together, one sentence each; no server is needed. */
export function declaredFaults(): string[] {
  const map = dataMapOf(STORES);
  return [
    ...declarationFaults(STORES, map, PURPOSES, RETENTION_SCHEDULE),
    ...leafFaults(subgraphLeaves(), map),
    ...staleFiles(dataMapFiles(), read),
  ];
}

/** What a deployment holds and nothing declares, one sentence each. */
export async function storedFaults(mongoUri: string): Promise<string[]> {
  const [connection] = connect(mongoUri, ['admin']);
  await connection.asPromise();
  try {
    return await observedFaults(connection, STORES);
  } finally {
    await connection.close();
  }
}

/** What the search engine holds and nothing declares, one sentence each: it counts the fields of all documents by itself. */
export async function indexedFaults({ url, masterKey }: { url: string; masterKey: string }): Promise<string[]> {
  const answer = await fetch(`${url}/stats`, { headers: { authorization: `Bearer ${masterKey}` } });
  const { indexes } = (await answer.json()) as {
    indexes: Record<string, { fieldDistribution: Record<string, number> }>;
  };
  const { records } = STORES.find(({ name }) => name === 'search')!;
  return Object.entries(indexes).flatMap(([index, { fieldDistribution }]) => {
    const name = index.replace(/-\w+$/, '');
    const declaration = records.find(({ collection }) => collection === name);
    if (!declaration) return [`search.${name}: an index that nothing declares. Declare what its documents hold.`];
    const paths = pathsOf(declaration).map(({ path }) => path.replaceAll('[]', ''));
    const known = (field: string) => paths.some((path) => path === field || path.startsWith(`${field}.`));
    return Object.keys(fieldDistribution)
      .filter((field) => !known(field))
      .map((field) => `search.${name}.${field}: indexed and not declared. Declare it in its record.`);
  });
}
