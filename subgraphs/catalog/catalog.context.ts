import type { ProductRecord } from './product/product.record.ts';
import DataLoader from 'dataloader';
import type { Connection } from 'mongoose';
import type { SubgraphRequest } from '../../kit/subgraph/subgraph.ts';
import type { Viewer } from '../../kit/viewer/viewer.ts';
import type { Seller } from './product/product.policy.ts';
import type { Products, ShownProduct } from './product/products.ts';
import { seller } from './product/seller.ts';

/** What a resolver of the catalog knows of its request. */
export interface CatalogContext extends SubgraphRequest {
  /** Products that anybody may see. */
  products: DataLoader<string, ShownProduct | null>;
  /** The same as lists show them. */
  listedProducts: DataLoader<string, ShownProduct | null>;
  /** Products that whoever asks may see: of the company that they act for, in any state. */
  readable: DataLoader<string, ShownProduct | null>;
  /** What whoever asks has just written, without reading it again. */
  written(record: ProductRecord): Promise<ShownProduct>;
  /** For which company whoever asks acts, as it was last read in this request. */
  seller(): Promise<Seller>;
  /** The same, read anew: what a change is judged by. */
  sellerNow: () => Promise<Seller>;
}

export const catalogContext =
  (products: Products, events: Connection) =>
  (request: SubgraphRequest): CatalogContext => {
    let whole: DataLoader<string, ShownProduct | null> | undefined;
    let listed: DataLoader<string, ShownProduct | null> | undefined;
    let readable: DataLoader<string, ShownProduct | null> | undefined;
    let acting: Promise<Seller> | undefined;
    const context: CatalogContext = {
      ...request,
      get products() {
        return (whole ??= new DataLoader((ids) => products.shown(ids), { maxBatchSize: 200 }));
      },
      get listedProducts() {
        return (listed ??= new DataLoader((ids) => products.listed(ids), { maxBatchSize: 200 }));
      },
      get readable() {
        return (readable ??= isNobody(request.viewer)
          ? context.products
          : new DataLoader((ids) => readableBy(products, context, ids), { maxBatchSize: 200 }));
      },
      written: (record) => products.own(record),
      seller: () => acting ?? context.sellerNow(),
      sellerNow: () => (acting = seller(events, request.viewer)),
    };
    return context;
  };

const isNobody = ({ kind }: Viewer): boolean => kind === 'anonymous';

async function readableBy(products: Products, context: CatalogContext, ids: readonly string[]) {
  const { member } = await context.seller();
  return member ? products.readableBy(member.companyId, ids) : products.shown(ids);
}
