import { readFileSync } from 'node:fs';
import { assetPath } from '../../../kit/assets/asset-path.ts';
import { isPersonal, type DataMap, type PersonalRow } from '../../../kit/data-map/data-map.ts';

/** What of the committed data map is about people. Reads the disk: call it once, at start. Throws when the file is not there. */
export function personalRows(): PersonalRow[] {
  const file = assetPath(import.meta.url, 'schema/data-map.json');
  const { rows } = JSON.parse(readFileSync(file, 'utf8')) as { rows: DataMap };
  return rows.filter(isPersonal);
}
