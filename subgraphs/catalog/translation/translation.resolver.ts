import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { invalidInput, type InvalidInput } from '../../../kit/graphql/problems.ts';
import { TEXT_KEY } from '../../../kit/text/localized-text.ts';
import type { CatalogContext } from '../catalog.context.ts';
import { translatedProduct, type Translation } from '../product/product.change.ts';
import type { ProductChanges } from '../product/product-changes.ts';
import { presentOutcome } from '../product/product-changes.resolver.ts';
import { mayShow } from '../product/product.policy.ts';
import type { ProductRecord } from '../product/product.record.ts';
import { TranslateProductResult } from '../product/product.result.ts';
import { checkedChange } from '../product/product.rules.ts';
import { TranslateProductInput } from './translate-product.input.ts';

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
    const asked = { mutation: 'translateProduct', viewer: context.viewer, input };
    const outcome = await this.#changes.change(asked, async (before, seller, now) => {
      const refusal = before.status === 'PUBLISHED' ? mayShow(seller) : null;
      if (refusal) return refusal;
      const translation = await translationOf(input, before);
      return 'message' in translation ? translation : translatedProduct(before, translation, now);
    });
    return presentOutcome(this.#changes, outcome, input, context);
  }
}

async function translationOf(input: TranslateProductInput, before: ProductRecord): Promise<Translation | InvalidInput> {
  const { locale, provenance, from = null } = input;
  const key = TEXT_KEY[locale];
  if (from !== null && (from === locale || provenance === 'SOURCE' || before.name[TEXT_KEY[from]] === undefined))
    return invalidInput(
      'from',
      'Expected another language that the product has texts in, and none where the texts were written in their own. Give that, or leave it out.',
    );
  const texts = {
    name: { [key]: input.name },
    ...(input.description != null && { description: { [key]: input.description } }),
  };
  const checked = await checkedChange(texts, before);
  if ('problems' in checked) {
    const { field, message } = checked.problems[0]!;
    return invalidInput(field.split('.')[0]!, message);
  }
  const { name, description } = checked.change;
  return { locale, provenance, from, name: name![key]!, description: description?.[key] ?? null };
}
