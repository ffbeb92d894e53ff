import { connect } from '../kit/mongo/connect.ts';
import { ensureCollections, modelOf } from '../kit/record/record.ts';
import type { Keyring } from '../kit/sealing/keyring.ts';
import { CATALOG_EVENTS, CATALOG_RECORDS } from '../subgraphs/catalog/catalog.ts';
import { ProductListings } from '../subgraphs/catalog/listing/product-listings.ts';
import { productRecord } from '../subgraphs/catalog/product/product.record.ts';
import { ProductStore } from '../subgraphs/catalog/product/product-store.ts';
import { Companies } from '../subgraphs/member/company/companies.ts';
import { ClaimStore } from '../subgraphs/member/verification/claim-store.ts';
import { MEMBER_EVENTS, MEMBER_RECORDS } from '../subgraphs/member/member.ts';
import { progressLine } from './progress.ts';
import { seedRunRecord } from './seed-run.record.ts';
import { writeMarket, type MarketSize } from './write-market.ts';

export interface SeedOptions {
  mongoUri: string;
  size: MarketSize;
  /** Where the data keys of the invented people are made. */
  keyring: Keyring;
  say: (line: string) => void;
  /** Writes also where there is something already, over what has the same ids. */
  always?: boolean;
}

const RUN = 'market';

/** Fills an empty deployment with the invented market, or ends a seeding that was cut off. Answers whether it wrote. */
export async function seedWhenEmpty({ mongoUri, size, keyring, say, always = false }: SeedOptions): Promise<boolean> {
  const [member, catalog, events, seed] = connect(mongoUri, ['member', 'catalog', 'events', 'seed']);
  try {
    await member.asPromise();
    await ensureCollections(member, MEMBER_RECORDS);
    await ensureCollections(events, [...MEMBER_EVENTS, ...CATALOG_EVENTS]);
    await ensureCollections(catalog, CATALOG_RECORDS);
    await ensureCollections(seed, [seedRunRecord]);
    const runs = modelOf(seed, seedRunRecord);
    const companies = new Companies(member, events, keyring);
    const products = new ProductStore(modelOf(catalog, productRecord), null, new ProductListings(events));
    const run = await runs.findById(RUN).lean();
    const isEmpty = (await companies.count()) === 0 && (await products.count()) === 0;
    const cutOff = run !== null && !run.done;
    if (!always && !isEmpty && !cutOff) return false;
    const wanted = cutOff && !always ? { companies: run.companies, products: run.products } : size;
    say(`Seeding ${wanted.companies} companies and ${wanted.products} products (all invented) …`);
    await runs.updateOne({ _id: RUN }, { $set: { ...wanted, done: false } }, { upsert: true });
    const claims = new ClaimStore(member, keyring, companies);
    await writeMarket(wanted, { companies, claims, products }, progressLine(say));
    await runs.updateOne({ _id: RUN }, { $set: { done: true } });
    return true;
  } finally {
    await member.close();
  }
}
