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
