import { Ctx, FieldResolver, Int, Resolver, Root } from 'type-graphql';
import { DateTimeScalar } from '../../../kit/graphql/date-time.scalar.ts';
import { Shows, ShowsNothingPersonal } from '../../../kit/graphql/leaf-declaration.ts';
import type { CatalogContext } from '../catalog.context.ts';
import { ProductModeration, ProductText } from './product-facts.type.ts';
import { mayPublish, mayShow, mayWrite, type Seller } from './product.policy.ts';
import { presentTexts } from './product.presenter.ts';
import { UNSAID, type ProductRecord } from './product.record.ts';
import { Product } from './product.type.ts';

/** A product as its presenter gives it; as a search found it, without its record. */
interface Given {
  status: string;
  companyId?: string;
  record?: ProductRecord;
}

/** What only those who act for the company see of a product, and what they may do with it. Others cost nothing more. */
@Resolver(() => Product)
export class ProductOwnResolver {
  @FieldResolver(() => Int, {
    nullable: true,
    description: 'Counts its changes; give it as `expectedVersion`. Null for who does not act for its company.',
  })
  @Shows('products.version')
  async version(@Root() product: Given, @Ctx() context: CatalogContext): Promise<number | null> {
    return (await own(product, context))?.version ?? null;
  }

  @FieldResolver(() => String, {
    nullable: true,
    description: "The key of the company's own system; null without one, and for who does not act for its company.",
  })
  @Shows('products.externalId')
  async externalId(@Root() product: Given, @Ctx() context: CatalogContext): Promise<string | null> {
    return (await own(product, context))?.externalId ?? null;
  }

  @FieldResolver(() => DateTimeScalar, {
    nullable: true,
    description: 'When it was last changed; null for who does not act for its company.',
  })
  @Shows('products.updatedAt')
  async updatedAt(@Root() product: Given, @Ctx() context: CatalogContext): Promise<Date | null> {
    return (await own(product, context))?.updatedAt ?? null;
  }

  @FieldResolver(() => [ProductText], {
    nullable: true,
    description: 'What is said in each language, and how it came to be. Null for who does not act for its company.',
  })
  async texts(@Root() product: Given, @Ctx() context: CatalogContext): Promise<ProductText[] | null> {
    const record = await own(product, context);
    return record && presentTexts(record);
  }

  @FieldResolver(() => ProductModeration, {
    nullable: true,
    description: 'What the directory holds against it. Null for who does not act for its company.',
  })
  async moderation(@Root() product: Given, @Ctx() context: CatalogContext): Promise<ProductModeration | null> {
    const record = await own(product, context);
    return record && ((record.moderation ?? UNSAID.moderation) as ProductModeration);
  }

  @FieldResolver(() => Boolean, { description: 'Whether whoever asks may change it now. Never null.' })
  @ShowsNothingPersonal()
  async viewerCanEdit(@Root() product: Given, @Ctx() context: CatalogContext): Promise<boolean> {
    const seller = await sellerOf(product, context);
    return seller !== null && (product.status === 'PUBLISHED' ? mayShow(seller) : mayWrite(seller)) === null;
  }

  @FieldResolver(() => Boolean, {
    description: 'Whether whoever asks may publish it now; false when it is published already. Never null.',
  })
  @ShowsNothingPersonal()
  async viewerCanPublish(@Root() product: Given, @Ctx() context: CatalogContext): Promise<boolean> {
    if (product.status === 'PUBLISHED') return false;
    const seller = await sellerOf(product, context);
    return seller !== null && mayPublish(seller, product.record ?? UNSAID) === null;
  }

  @FieldResolver(() => Boolean, {
    description: 'Whether whoever asks may withdraw it now; false when it is withdrawn already. Never null.',
  })
  @ShowsNothingPersonal()
  async viewerCanWithdraw(@Root() product: Given, @Ctx() context: CatalogContext): Promise<boolean> {
    if (product.status === 'WITHDRAWN') return false;
    const seller = await sellerOf(product, context);
    return seller !== null && mayShow(seller) === null;
  }
}

/** Who asks, where they act for the product's company; else null. */
async function sellerOf(product: Given, context: CatalogContext): Promise<Seller | null> {
  if (context.viewer.kind === 'anonymous') return null;
  const seller = await context.seller();
  return seller.member && seller.member.companyId === (product.record?.companyId ?? product.companyId) ? seller : null;
}

const own = async (product: Given, context: CatalogContext): Promise<ProductRecord | null> =>
  (await sellerOf(product, context)) ? (product.record ?? null) : null;
