import { existsSync, readFileSync } from 'node:fs';
import { assetPath } from '../kit/assets/asset-path.ts';
import type { Committed } from './check.ts';

const NAMES = ['member.graphql', 'catalog.graphql', 'privacy.graphql', 'supergraph.graphql', 'api.graphql'];

const read = (path: string): string | null => {
  const file = assetPath(import.meta.url, path);
  return existsSync(file) ? readFileSync(file, 'utf8') : null;
};

/** The schema as it lies in the folder. */
export const committedSchema = (): Committed => ({
  files: Object.fromEntries(NAMES.map((name) => [name, read(`schema/${name}`)])),
  released: read('schema/released.graphql') ?? 'type Query',
  changelog: read('CHANGELOG.md') ?? '',
});
