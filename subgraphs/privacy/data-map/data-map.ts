import { readFileSync } from 'node:fs';
import { assetPath } from '../../../kit/assets/asset-path.ts';
import { isPersonal, type DataMap, type PersonalRow } from '../../../kit/data-map/data-map.ts';

/** What of the committed data map is about people, and the hash of the whole. */
export interface PersonalMap {
  rows: readonly PersonalRow[];
  hash: string;
}

/** The committed data map. Reads the disk: call it once, at start. Throws when the file is not there. */
export function personalMap(): PersonalMap {
  const file = assetPath(import.meta.url, 'schema/data-map.json');
  const { rows, hash } = JSON.parse(readFileSync(file, 'utf8')) as { rows: DataMap; hash: string };
  return { rows: rows.filter(isPersonal), hash };
}

export const personalRows = (): readonly PersonalRow[] => personalMap().rows;
