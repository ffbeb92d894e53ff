import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import type { CatalogContext } from '../catalog.context.ts';
import { translatedProduct } from '../product/product.change.ts';
import type { ProductChanges } from '../product/product-changes.ts';
import { presentOutcome } from '../product/product-answer.ts';
import { mayShow } from '../product/product.policy.ts';
import { TranslateProductResult } from '../product/product.result.ts';
import { TranslateProductInput } from './translate-product.input.ts';
import { checkedTranslation } from './checked-translation.ts';

/** Texts of products in one more language. */
@Resolver()
export class TranslationResolver {
  readonly #changes: ProductChanges;

  constructor(changes: ProductChanges) {
    this.#changes = changes;
  }

  @Mutation(() => TranslateProductResult as never, {
    description: 'Adds the texts of a product in one language, or replaces them; says how they came to be.',
  })
  async translateProduct(
    @Arg('input', () => TranslateProductInput, { description: 'What is asked.' }) input: TranslateProductInput,
    @Ctx() context: CatalogContext,
  ) {
    const asked = { mutation: 'translateProduct', asker: context, input };
    const outcome = await this.#changes.change(asked, async (before, seller, now) => {
      const refusal = before.status === 'PUBLISHED' ? mayShow(seller) : null;
      if (refusal) return refusal;
      const translation = await checkedTranslation(input, before);
      return 'message' in translation ? translation : translatedProduct(before, translation, now);
    });
    return presentOutcome(this.#changes, outcome, input, context);
  }
}
