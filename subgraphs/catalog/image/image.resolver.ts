import { Arg, Ctx, FieldResolver, Mutation, Resolver, Root } from 'type-graphql';
import { NotFound } from '../../../kit/graphql/problems.ts';
import type { CatalogContext } from '../catalog.context.ts';
import type { Decide, ProductChanges } from '../product/product-changes.ts';
import { presentOutcome } from '../product/product-answer.ts';
import { Product } from '../product/product.type.ts';
import { inOrder, withImage, withoutImage } from './image-changes.ts';
import { AddProductImageInput, OrderProductImagesInput, RemoveProductImageInput } from './image.input.ts';
import { AddProductImageResult, OrderProductImagesResult, RemoveProductImageResult } from './image.result.ts';
import { ProductImage } from './image.type.ts';
import type { ImageViews } from './image-views.ts';
import type { Images } from './images.ts';

const INPUT = { description: 'What is asked.' } as const;

export interface ImageResolverServices {
  images: Images;
  imageViews: ImageViews;
  productChanges: ProductChanges;
}

/** The pictures of products. */
@Resolver(() => Product)
export class ImageResolver {
  readonly #services: ImageResolverServices;

  constructor(services: ImageResolverServices) {
    this.#services = services;
  }

  @Mutation(() => AddProductImageResult as never, {
    description: 'Gives a product a picture, behind those that it has.',
  })
  addProductImage(
    @Arg('input', () => AddProductImageInput, INPUT) input: AddProductImageInput,
    @Ctx() context: CatalogContext,
  ) {
    return this.#change('addProductImage', input, withImage(this.#services.images, input), context);
  }

  @Mutation(() => RemoveProductImageResult as never, {
    description: 'Takes a picture from a product, for good; its addresses lead nowhere from then on.',
  })
  removeProductImage(
    @Arg('input', () => RemoveProductImageInput, INPUT) input: RemoveProductImageInput,
    @Ctx() context: CatalogContext,
  ) {
    return this.#change('removeProductImage', input, withoutImage(this.#services.images, input), context);
  }

  @Mutation(() => OrderProductImagesResult as never, {
    description: 'Puts the pictures of a product in another order.',
  })
  orderProductImages(
    @Arg('input', () => OrderProductImagesInput, INPUT) input: OrderProductImagesInput,
    @Ctx() context: CatalogContext,
  ) {
    return this.#change('orderProductImages', input, inOrder(input), context);
  }

  @FieldResolver(() => [ProductImage], {
    nullable: true,
    description: 'Its pictures, the first one first. Empty when it has none; null when the catalog does not answer.',
  })
  async images(@Root() product: { localId: string }, @Ctx() context: CatalogContext) {
    const shown = await (context.viewer.kind === 'anonymous' ? context.listedProducts : context.readable).load(
      product.localId,
    );
    return shown ? this.#services.imageViews.of(shown, context.locale) : [];
  }

  async #change(
    mutation: string,
    given: { productId: string; expectedVersion?: number | null; idempotencyKey: string },
    decide: Decide,
    context: CatalogContext,
  ) {
    const { productChanges } = this.#services;
    const input = { ...given, id: given.productId };
    const outcome = await productChanges.change({ mutation, asker: context, input }, decide);
    const answer = await presentOutcome(productChanges, outcome, given, context);
    return answer instanceof NotFound && answer.field === 'id' ? Object.assign(answer, { field: 'productId' }) : answer;
  }
}
