import { dataMapOf, isPersonal } from '../../kit/data-map/data-map.ts';
import { STORES } from '../canary/classified.ts';

/** Places, as database, collection and path, of which the database may never see the text. */
export function placesThatAreSealed(): Set<string> {
  const rows = dataMapOf(STORES.map(([name, records]) => ({ name, records: [...records] })));
  const sealed = rows.filter((row) => isPersonal(row) && row.protection !== 'plain');
  return new Set(sealed.map(({ store, collection, path }) => `${store}.${collection}.${path}`));
}
