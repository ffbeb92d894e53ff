import { unit } from '../../../kit/reference/units/unit.ts';
import type { CompanyCard } from '../../../schema/events/company-card.ts';
import { priceRangeOf, type ProductRecord } from '../product/product.record.ts';

/** What searches of products narrow and order by; codes and numbers only. */
export interface ProductValues {
  id: string;
  companyId: string;
  country: string;
  region: string | null;
  /** Milliseconds; 0 when not verified. */
  verifiedUntil: number;
  c1: string;
  c2: string | null;
  c3: string | null;
  currency: string | null;
  priceMin: number | null;
  priceMax: number | null;
  moq: number | null;
  moqUnit: string | null;
  publishedAt: number;
  /** Breaks ties in every order; unique in practice. */
  seq: number;
  /** Completeness of the offer, 0 to 100: the order of browsing. */
  rank: number;
}

export function productValues(product: ProductRecord, card: CompanyCard): ProductValues {
  const [c1, c2, c3] = categoryPath(product.categoryCode);
  const range = priceRangeOf(product);
  const least = product.minimumOrderQuantity;
  const leastUnit = product.minimumOrderUnit ?? product.unit;
  const unitOf = unit(leastUnit);
  return {
    id: product._id,
    companyId: product.companyId,
    country: card.country,
    region: card.region,
    verifiedUntil: card.verifiedUntil?.getTime() ?? 0,
    c1: c1!,
    c2: c2 ?? null,
    c3: c3 ?? null,
    currency: range && product.currency,
    priceMin: range && Number(range.minimum),
    priceMax: range && Number(range.maximum),
    moq: least === null ? null : Number(least) * (unitOf?.factor ?? 1),
    moqUnit: least === null ? null : (unitOf?.baseUnit ?? leastUnit),
    publishedAt: product.publishedAt?.getTime() ?? 0,
    seq: seqOf(product._id),
    rank: rankOf(product, card),
  };
}

/** The number that an id ends in. */
export const seqOf = (id: string): number => Number.parseInt(id.slice(-12), 16);

/** `10.20.05` → `10`, `10.20`, `10.20.05`. */
export function categoryPath(code: string): string[] {
  const parts = code.split('.');
  return parts.map((_, level) => parts.slice(0, level + 1).join('.'));
}

function rankOf(product: ProductRecord, card: CompanyCard): number {
  const languages = Object.keys(product.name).length;
  const described = Object.keys(product.description).length;
  return languages * 10 + described * 10 + (priceRangeOf(product) ? 20 : 0) + (card.verifiedUntil ? 20 : 0);
}
