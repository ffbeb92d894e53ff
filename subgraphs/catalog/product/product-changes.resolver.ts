import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { answered } from '../../../kit/idempotency/answered.ts';
import { localIdOf } from '../../../kit/global-id/global-id.ts';
import type { CatalogContext } from '../catalog.context.ts';
import { changedProduct, missingToPublish, publishedProduct, withdrawnProduct } from './product.change.ts';
import { presentOutcome, presentOvertaken } from './product-answer.ts';
import { Overtaken, type ProductChanges } from './product-changes.ts';
import { factsOf, problemAt } from './product.facts.ts';
import {
  CreateProductInput,
  DeleteProductInput,
  PublishProductInput,
  UpdateProductInput,
  WithdrawProductInput,
} from './product.input.ts';
import { mayPublish, mayShow } from './product.policy.ts';
import { notPublishable } from './product.problem.ts';
import {
  CreateProductResult,
  DeleteProductResult,
  PublishProductResult,
  UpdateProductResult,
  WithdrawProductResult,
} from './product.result.ts';
import { checkedChange, checkedProduct } from './product.rules.ts';

const INPUT = { description: 'What is asked.' } as const;

/** What members ask to be done to products. */
@Resolver()
export class ProductChangesResolver {
  readonly #changes: ProductChanges;

  constructor(changes: ProductChanges) {
    this.#changes = changes;
  }

  @Mutation(() => CreateProductResult as never, { description: 'Makes a draft of a product; nobody else sees it.' })
  async createProduct(
    @Arg('input', () => CreateProductInput, INPUT) input: CreateProductInput,
    @Ctx() context: CatalogContext,
  ) {
    const outcome = await this.#changes.create(context, input, async () => {
      const facts = factsOf(input);
      if ('message' in facts) return facts;
      const checked = await checkedProduct(facts);
      return 'problems' in checked ? problemAt(checked.problems, input) : checked.product;
    });
    return presentOutcome(this.#changes, outcome, input, context);
  }

  @Mutation(() => UpdateProductResult as never, {
    description: 'Changes what is said of a product. What is published stays published, and says the new at once.',
  })
  async updateProduct(
    @Arg('input', () => UpdateProductInput, INPUT) input: UpdateProductInput,
    @Ctx() context: CatalogContext,
  ) {
    const asked = { mutation: 'updateProduct', asker: context, input };
    const outcome = await this.#changes.change(asked, async (before, seller, now) => {
      const refusal = before.status === 'PUBLISHED' ? mayShow(seller) : null;
      if (refusal) return refusal;
      const facts = factsOf(input);
      if ('message' in facts) return facts;
      const checked = await checkedChange(facts, before);
      return 'problems' in checked ? problemAt(checked.problems, input) : changedProduct(before, checked.change, now);
    });
    return presentOutcome(this.#changes, outcome, input, context);
  }

  @Mutation(() => PublishProductResult as never, {
    description:
      'Shows a product to everybody, and to searches within seconds. What may be prohibited waits until it was looked at: see `moderation`.',
  })
  async publishProduct(
    @Arg('input', () => PublishProductInput, INPUT) input: PublishProductInput,
    @Ctx() context: CatalogContext,
  ) {
    const asked = { mutation: 'publishProduct', asker: context, input };
    const outcome = await this.#changes.change(asked, async (before, seller, now) => {
      const refusal = mayPublish(seller, before);
      if (refusal) return refusal;
      if (before.status === 'PUBLISHED') return before;
      const missing = missingToPublish(before, now);
      return missing.length > 0 ? notPublishable(missing) : publishedProduct(before, now);
    });
    return presentOutcome(this.#changes, outcome, input, context);
  }

  @Mutation(() => WithdrawProductResult as never, {
    description: 'Hides a product from everybody but its company, at once. It can be published again.',
  })
  async withdrawProduct(
    @Arg('input', () => WithdrawProductInput, INPUT) input: WithdrawProductInput,
    @Ctx() context: CatalogContext,
  ) {
    const asked = { mutation: 'withdrawProduct', asker: context, input };
    const outcome = await this.#changes.change(asked, async (before, seller, now) => {
      const refusal = mayShow(seller);
      if (refusal || before.status === 'WITHDRAWN') return refusal ?? before;
      return (await this.#changes.admits(seller)) ?? withdrawnProduct(before, now);
    });
    return presentOutcome(this.#changes, outcome, input, context);
  }

  @Mutation(() => DeleteProductResult as never, {
    description: 'Deletes a product for good, and hides it at once.',
  })
  async deleteProduct(
    @Arg('input', () => DeleteProductInput, INPUT) input: DeleteProductInput,
    @Ctx() context: CatalogContext,
  ) {
    const asked = { mutation: 'deleteProduct', asker: context, input };
    const outcome = await this.#changes.change(
      asked,
      async (_, seller) => mayShow(seller) ?? (await this.#changes.admits(seller)),
    );
    const local = localIdOf('Product', input.id);
    if (outcome.kind === 'done' && local) this.#changes.tell(local, null);
    const answer = await answered(outcome, async () => ({
      __typename: 'DeletedProduct' as const,
      productId: input.id,
    }));
    return answer instanceof Overtaken ? presentOvertaken(answer, input, context) : answer;
  }
}
