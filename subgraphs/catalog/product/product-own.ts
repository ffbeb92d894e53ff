import type { CatalogContext } from '../catalog.context.ts';
import { mayPublish, type Seller } from './product.policy.ts';
import { UNSAID, type ProductRecord } from './product.record.ts';

/** A product as its presenter gives it; as a search found it, without its record. */
export interface GivenProduct {
  status: string;
  companyId: string;
  record?: ProductRecord;
}

/** Who asks, where they act for the product's company; else null. */
export async function sellerOf(product: GivenProduct, context: CatalogContext): Promise<Seller | null> {
  if (context.viewer.kind === 'anonymous') return null;
  const seller = await context.seller();
  return seller.member && seller.member.companyId === product.companyId ? seller : null;
}

/** All of a product, for who acts for its company; null for others, and of what was deleted meanwhile. */
export const ownRecord = async (product: GivenProduct, context: CatalogContext): Promise<ProductRecord | null> =>
  (await sellerOf(product, context)) ? (product.record ?? null) : null;

/** What the directory holds against a product; of one from before that was asked, nothing. */
export const moderationOf = (record: ProductRecord) => record.moderation ?? UNSAID.moderation;

export const isPublishableBy = (seller: Seller, product: GivenProduct): boolean =>
  mayPublish(seller, product.record ?? UNSAID) === null;
