import { Ctx, FieldResolver, Int, Resolver, Root } from 'type-graphql';
import { DateTimeScalar } from '../../../kit/graphql/date-time.scalar.ts';
import { Shows, ShowsNothingPersonal } from '../../../kit/graphql/leaf-declaration.ts';
import type { CatalogContext } from '../catalog.context.ts';
import { ProductModeration, ProductText } from './product-facts.type.ts';
import { isPublishableBy, moderationOf, ownRecord, sellerOf, type GivenProduct } from './product-own.ts';
import { mayShow, mayWrite } from './product.policy.ts';
import { presentTexts } from './product.presenter.ts';
import { Product } from './product.type.ts';

/** What only those who act for the company see of a product, and what they may do with it. Others cost nothing more. */
@Resolver(() => Product)
export class ProductOwnResolver {
  @FieldResolver(() => Int, {
    nullable: true,
    description: 'Counts its changes; give it as `expectedVersion`. Null for who does not act for its company.',
  })
  @Shows('products.version')
  async version(@Root() product: GivenProduct, @Ctx() context: CatalogContext): Promise<number | null> {
    return (await ownRecord(product, context))?.version ?? null;
  }

  @FieldResolver(() => String, {
    nullable: true,
    description: "The key of the company's own system; null without one, and for who does not act for its company.",
  })
  @Shows('products.externalId')
  async externalId(@Root() product: GivenProduct, @Ctx() context: CatalogContext): Promise<string | null> {
    return (await ownRecord(product, context))?.externalId ?? null;
  }

  @FieldResolver(() => DateTimeScalar, {
    nullable: true,
    description: 'When it was last changed; null for who does not act for its company.',
  })
  @Shows('products.updatedAt')
  async updatedAt(@Root() product: GivenProduct, @Ctx() context: CatalogContext): Promise<Date | null> {
    return (await ownRecord(product, context))?.updatedAt ?? null;
  }

  @FieldResolver(() => [ProductText], {
    nullable: true,
    description: 'What is said in each language, and how it came to be. Null for who does not act for its company.',
  })
  async texts(@Root() product: GivenProduct, @Ctx() context: CatalogContext): Promise<ProductText[] | null> {
    const record = await ownRecord(product, context);
    return record && presentTexts(record);
  }

  @FieldResolver(() => ProductModeration, {
    nullable: true,
    description: 'What the directory holds against it. Null for who does not act for its company.',
  })
  async moderation(@Root() product: GivenProduct, @Ctx() context: CatalogContext): Promise<ProductModeration | null> {
    const record = await ownRecord(product, context);
    return record && (moderationOf(record) as ProductModeration);
  }

  @FieldResolver(() => Boolean, { description: 'Whether whoever asks may change it now. Never null.' })
  @ShowsNothingPersonal()
  async viewerCanEdit(@Root() product: GivenProduct, @Ctx() context: CatalogContext): Promise<boolean> {
    const seller = await sellerOf(product, context);
    return seller !== null && (product.status === 'PUBLISHED' ? mayShow(seller) : mayWrite(seller)) === null;
  }

  @FieldResolver(() => Boolean, {
    description: 'Whether whoever asks may publish it now; false when it is published already. Never null.',
  })
  @ShowsNothingPersonal()
  async viewerCanPublish(@Root() product: GivenProduct, @Ctx() context: CatalogContext): Promise<boolean> {
    if (product.status === 'PUBLISHED') return false;
    const seller = await sellerOf(product, context);
    return seller !== null && isPublishableBy(seller, product);
  }

  @FieldResolver(() => Boolean, {
    description: 'Whether whoever asks may withdraw it now; false when it is withdrawn already. Never null.',
  })
  @ShowsNothingPersonal()
  async viewerCanWithdraw(@Root() product: GivenProduct, @Ctx() context: CatalogContext): Promise<boolean> {
    if (product.status === 'WITHDRAWN') return false;
    const seller = await sellerOf(product, context);
    return seller !== null && mayShow(seller) === null;
  }
}
