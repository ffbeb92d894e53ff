import DataLoader from 'dataloader';
import type { SubgraphRequest } from '../../kit/subgraph/subgraph.ts';
import type { Products, ShownProduct } from './product/products.ts';

/** What a resolver of the catalog knows of its request. */
export interface CatalogContext extends SubgraphRequest {
  products: DataLoader<string, ShownProduct | null>;
}

export const catalogContext =
  (products: Products) =>
  (request: SubgraphRequest): CatalogContext => {
    let loader: DataLoader<string, ShownProduct | null> | undefined;
    return {
      ...request,
      get products() {
        return (loader ??= new DataLoader((ids) => products.shown(ids), { maxBatchSize: 200 }));
      },
    };
  };
