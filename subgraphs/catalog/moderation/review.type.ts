import { Field, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import { DateTimeScalar } from '../../../kit/graphql/date-time.scalar.ts';
import { Takes, ShowsNothingPersonal, TakesNothingPersonal } from '../../../kit/graphql/leaf-declaration.ts';
import { LocaleEnum } from '../../../kit/graphql/locale.enum.ts';
import { Node } from '../../../kit/graphql/node.type.ts';
import { PageInfo } from '../../../kit/graphql/page-info.type.ts';
import { ModerationReason } from '../../../schema/events/moderation-decision.type.ts';
import { Product } from '../product/product.type.ts';

export enum ProhibitedBy {
  WORD = 'WORD',
  HS_CODE = 'HS_CODE',
  CATEGORY = 'CATEGORY',
}
registerEnumType(ProhibitedBy, {
  name: 'ProhibitedBy',
  description: 'By what goods were taken for prohibited ones.',
  valuesConfig: {
    WORD: { description: 'A word or a phrase of a list.' },
    HS_CODE: { description: 'The code of the Harmonized System.' },
    CATEGORY: { description: 'The category, which holds nothing else.' },
  },
});

@ObjectType('ProhibitedMatch', { description: 'Why a product may be prohibited.' })
@ShowsNothingPersonal()
export class ProhibitedMatchType {
  @Field(() => String, { description: 'Kind of goods, such as `WEAPONS`. Never null.' })
  rule!: string;

  @Field(() => ProhibitedBy, { description: 'By what. Never null.' })
  by!: ProhibitedBy;

  @Field(() => String, { description: 'The word of the list, or the code. Never null.' })
  found!: string;
}

@ObjectType('ReviewedText', { description: 'What a product says in one language.' })
@ShowsNothingPersonal()
export class ReviewedText {
  @Field(() => LocaleEnum, { description: 'The language. Never null.' })
  locale!: LocaleEnum;

  @Field(() => String, { nullable: true, description: 'Its name; null when it has none in this language.' })
  name!: string | null;

  @Field(() => String, { nullable: true, description: 'Its description; null when it has none in this language.' })
  description!: string | null;
}

@ObjectType('ProductReview', {
  implements: Node,
  description: 'A product that is held back until somebody has looked at it.',
})
@ShowsNothingPersonal()
export class ProductReview extends Node {
  @Field(() => ID, { description: 'Opaque and unique across all types. Never null; never reused.' })
  declare id: string;

  @Field(() => ID, { description: 'Id of the product. Never null.' })
  productId!: string;

  @Field(() => Int, { description: 'Its version as it is shown here, to be named when it is approved. Never null.' })
  version!: number;

  @Field(() => DateTimeScalar, { description: 'Since when it waits. Never null.' })
  since!: Date;

  @Field(() => [ReviewedText], { description: 'What it says in each of its languages.' })
  texts!: ReviewedText[];

  @Field(() => [ProhibitedMatchType], { description: 'Why it waits, at most ten; empty when the lists changed since.' })
  matches!: ProhibitedMatchType[];

  @Field(() => Product, { nullable: true, description: 'All of it; null when its company cannot be shown.' })
  product!: Product | null;
}

@ObjectType('ProductReviewEdge', { description: 'A product that waits, in a list.' })
@ShowsNothingPersonal()
export class ProductReviewEdge {
  @Field(() => String, { description: 'Opaque position; give it as `after` to go on from here. Never null.' })
  cursor!: string;

  @Field(() => ProductReview, {
    nullable: true,
    description: 'The product and why it waits; null when it vanished meanwhile.',
  })
  node!: ProductReview | null;
}

@ObjectType('ProductReviewConnection', { description: 'A page of products that wait, who waits longest first.' })
export class ProductReviewConnection {
  @Field(() => [ProductReviewEdge], { description: 'The page.' })
  edges!: ProductReviewEdge[];

  @Field(() => PageInfo, { description: 'Where the page stands. Never null.' })
  pageInfo!: PageInfo;
}

@InputType('ModerateProductInput', { description: 'About which product, and why.' })
@TakesNothingPersonal()
export class ModerateProductInput {
  @Field(() => ID, { description: 'The product. Never null.' })
  id!: string;

  @Field(() => ModerationReason, { description: 'Why. Never null.' })
  reason!: ModerationReason;

  @Field(() => String, { nullable: true, description: 'To the company, at most 2000 characters; null: nothing.' })
  @Takes('moderationDecisions.words.text')
  text?: string | null;

  @Field(() => String, { description: 'One for each intention, such as a random UUID; repeat it with the request.' })
  idempotencyKey!: string;
}

@InputType('ApproveProductInput', { description: 'Which product may be shown, as it was looked at.' })
@TakesNothingPersonal()
export class ApproveProductInput {
  @Field(() => ID, { description: 'The product. Never null.' })
  id!: string;

  @Field(() => Int, { description: 'The `version` that was looked at: what was changed since is looked at anew.' })
  expectedVersion!: number;

  @Field(() => String, { nullable: true, description: 'To the company, at most 2000 characters; null: nothing.' })
  @Takes('moderationDecisions.words.text')
  text?: string | null;

  @Field(() => String, { description: 'One for each intention, such as a random UUID; repeat it with the request.' })
  idempotencyKey!: string;
}
