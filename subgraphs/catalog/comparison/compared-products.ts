import type DataLoader from 'dataloader';
import { localIdOf } from '../../../kit/global-id/global-id.ts';
import { badInput } from '../../../kit/graphql/refusal.ts';
import type { ShownProduct } from '../product/products.ts';

const MOST = 8;

/**
 * The products that are to be compared, in the order of their ids, all read at once; null for what is absent, hidden or withdrawn, and for one that
 * cannot be read beside others that can. Throws BAD_USER_INPUT for none, too many, or one twice.
 */
export async function comparedProducts(
  ids: readonly string[],
  products: DataLoader<string, ShownProduct | null>,
): Promise<(ShownProduct | null)[]> {
  if (ids.length < 1 || ids.length > MOST) throw badInput(`Expected 1 to ${MOST} ids of products, got ${ids.length}.`);
  const asked = ids.map((id) => localIdOf('Product', id));
  if (new Set(asked.map((local, index) => local ?? `? ${ids[index]}`)).size < ids.length)
    throw badInput(`Expected 1 to ${MOST} different ids of products, got one of them twice.`);
  const local = asked.filter((id) => id !== null);
  const found = await products.loadMany(local);
  const [failure] = found;
  if (failure instanceof Error && found.every((one) => one instanceof Error)) throw failure;
  const shown = new Map(found.map((one, index) => [local[index], one instanceof Error ? null : one]));
  return asked.map((id) => (id ? shown.get(id) : null) ?? null);
}
