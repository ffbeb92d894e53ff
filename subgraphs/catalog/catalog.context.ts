import DataLoader from 'dataloader';
import type { SubgraphRequest } from '../../kit/subgraph/subgraph.ts';
import type { Products, ShownProduct } from './product/products.ts';

/** What a resolver of the catalog knows of its request. */
export interface CatalogContext extends SubgraphRequest {
  products: DataLoader<string, ShownProduct | null>;
  /** Without descriptions and attributes. */
  listedProducts: DataLoader<string, ShownProduct | null>;
}

export const catalogContext =
  (products: Products) =>
  (request: SubgraphRequest): CatalogContext => {
    let whole: DataLoader<string, ShownProduct | null> | undefined;
    let listed: DataLoader<string, ShownProduct | null> | undefined;
    return {
      ...request,
      get products() {
        return (whole ??= new DataLoader((ids) => products.shown(ids), { maxBatchSize: 200 }));
      },
      get listedProducts() {
        return (listed ??= new DataLoader((ids) => products.listed(ids), { maxBatchSize: 200 }));
      },
    };
  };
