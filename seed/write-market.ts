import type { ClaimStore } from '../subgraphs/member/verification/claim-store.ts';
import type { CompanyRecord } from '../subgraphs/member/company/company.record.ts';
import type { Companies } from '../subgraphs/member/company/companies.ts';
import { UNSAID, type ProductRecord } from '../subgraphs/catalog/product/product.record.ts';
import type { ProductStore } from '../subgraphs/catalog/product/product-store.ts';
import { companies } from './company/companies.ts';
import type { MarketCompany, MarketProduct } from './market.ts';
import { products } from './product/products.ts';

const COMPANY_BATCH = 500;
const PRODUCT_BATCH = 2_000;

export interface MarketSize {
  companies: number;
  products: number;
}

/** Told how far the writing is. */
export type Progress = (what: 'companies' | 'products', done: number, total: number) => void;

/** Writes the market through the subgraphs' own stores, streaming. Repeatable: the same ids, the same market. */
export async function writeMarket(
  size: MarketSize,
  to: { companies: Companies; claims: ClaimStore; products: ProductStore },
  progress: Progress,
): Promise<void> {
  const made = [...companies(size.companies)];
  for (let from = 0; from < made.length; from += COMPANY_BATCH) {
    const batch = made.slice(from, from + COMPANY_BATCH).map(companyRecordOf);
    await to.companies.save(batch);
    await to.claims.putEarlierChecks(
      batch.flatMap(({ _id, verifiedUntil, updatedAt }) => (verifiedUntil ? [{ _id, verifiedUntil, updatedAt }] : [])),
    );
    progress('companies', Math.min(from + COMPANY_BATCH, made.length), made.length);
  }
  let batch: ProductRecord[] = [];
  let done = 0;
  const flush = async () => {
    await to.products.put(batch);
    progress('products', (done += batch.length), size.products);
    batch = [];
  };
  for (const product of products(made, size.products)) {
    if (batch.push(productRecordOf(product)) === PRODUCT_BATCH) await flush();
  }
  if (batch.length > 0) await flush();
}

export const companyRecordOf = ({
  id,
  persons,
  verifiedUntil,
  createdAt,
  ...company
}: MarketCompany): CompanyRecord => ({
  _id: id,
  ...company,
  persons: persons.map((person) => ({ ...person, declaredAt: new Date(person.declaredAt) })),
  verifiedUntil: verifiedUntil === null ? null : new Date(verifiedUntil),
  status: 'ACTIVE',
  createdAt: new Date(createdAt),
  updatedAt: new Date(createdAt),
  version: 1,
});

const WRITTEN = { provenance: 'SOURCE', from: null } as const;

export const productRecordOf = ({ id, publishedAt, attributes, ...product }: MarketProduct): ProductRecord => ({
  ...UNSAID,
  _id: id,
  ...product,
  origins: Object.fromEntries(Object.keys(product.name).map((language) => [language, WRITTEN])),
  minimumOrderUnit: product.unit,
  incotermEdition: product.incoterm === null ? null : 2020,
  attributes: attributes.map(({ key, value }) => ({ key, value: typeof value === 'string' ? { en: value } : value })),
  status: 'PUBLISHED',
  publishedAt: new Date(publishedAt),
  createdAt: new Date(publishedAt),
  updatedAt: new Date(publishedAt),
  version: 1,
});
