import { connect } from '../kit/mongo/connect.ts';
import { ensureCollections, modelOf } from '../kit/record/record.ts';
import { CATALOG_RECORDS } from '../subgraphs/catalog/catalog.ts';
import { productRecord } from '../subgraphs/catalog/product/product.record.ts';
import { ProductStore } from '../subgraphs/catalog/product/product-store.ts';
import { Companies } from '../subgraphs/member/company/companies.ts';
import { MEMBER_EVENTS, MEMBER_RECORDS } from '../subgraphs/member/member.ts';
import { progressLine } from './progress.ts';
import { writeMarket, type MarketSize } from './write-market.ts';

export interface SeedOptions {
  mongoUri: string;
  size: MarketSize;
  say: (line: string) => void;
  /** Writes also where there is something already, over what has the same ids. */
  always?: boolean;
}

/** Fills an empty deployment with the invented market. Answers whether it wrote. */
export async function seedWhenEmpty({ mongoUri, size, say, always = false }: SeedOptions): Promise<boolean> {
  const [member, catalog, events] = connect(mongoUri, ['member', 'catalog', 'events']);
  try {
    await member.asPromise();
    await ensureCollections(member, MEMBER_RECORDS);
    await ensureCollections(events, MEMBER_EVENTS);
    await ensureCollections(catalog, CATALOG_RECORDS);
    const companies = new Companies(member, events);
    const products = new ProductStore(modelOf(catalog, productRecord), null);
    // The last thing written is the last product: a seeding that was cut off is done again.
    if (!always && (await products.count()) >= size.products && (await companies.count()) >= size.companies)
      return false;
    say(`Seeding ${size.companies} companies and ${size.products} products (all invented) …`);
    await writeMarket(size, { companies, products }, progressLine(say));
    return true;
  } finally {
    await member.close();
  }
}
