import { Field, ID, InputType, Int } from 'type-graphql';
import { DateTimeScalar } from '../../../kit/graphql/date-time.scalar.ts';
import { DecimalScalar } from '../../../kit/graphql/decimal.scalar.ts';
import { TakesNothingPersonal } from '../../../kit/graphql/leaf-declaration.ts';
import { QuantityInput } from '../search/where.input.ts';
import { LocalizedTextInput } from './localized-text.input.ts';
import { PriceRangeInput } from './price.input.ts';

@InputType('ProductAttributeInput', { description: 'One property of a product.' })
@TakesNothingPersonal()
class ProductAttributeInput {
  @Field(() => String, { description: 'Small letters, digits and hyphens, at most 40, such as `material`.' })
  key!: string;

  @Field(() => [LocalizedTextInput], { description: 'Its value, at most 120 characters, in one language or more.' })
  value!: LocalizedTextInput[];
}

@InputType('IncotermInput', { description: 'The rule that a price is meant under.' })
@TakesNothingPersonal()
class IncotermInput {
  @Field(() => String, { description: 'A rule of Incoterms 2020, such as `FOB`.' })
  rule!: string;

  @Field(() => Int, { nullable: true, description: 'Year of the edition; null: 2020, the only one that is taken.' })
  edition?: number | null;

  @Field(() => String, {
    nullable: true,
    description: 'The place that the rule names, such as a port, at most 120 characters; null: none.',
  })
  place?: string | null;
}

@InputType('ProductSamplesInput', { description: 'Whether samples can be had, and for how much.' })
@TakesNothingPersonal()
class ProductSamplesInput {
  @Field(() => Boolean, { description: 'Whether there are samples.' })
  available!: boolean;

  @Field(() => Boolean, { nullable: true, description: 'Whether they cost nothing; null: they do.' })
  free?: boolean | null;

  @Field(() => DecimalScalar, { nullable: true, description: 'Price of a sample; null: none, or on request.' })
  price?: string | null;

  @Field(() => String, { nullable: true, description: 'Currency of that price, ISO 4217; null without a price.' })
  currency?: string | null;
}

@InputType('ProductCertificateInput', {
  description: 'A certificate that covers the product, as the company states it.',
})
@TakesNothingPersonal()
class ProductCertificateInput {
  @Field(() => String, { description: 'Name or standard, such as `ISO 9001` or `CE`, at most 100 characters.' })
  standard!: string;

  @Field(() => String, { nullable: true, description: 'Its number, at most 100 characters; null: not said.' })
  number?: string | null;

  @Field(() => String, { nullable: true, description: 'What it covers, at most 500 characters; null: not said.' })
  scope?: string | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'Until when it holds; null: not said.' })
  expiresAt?: Date | null;
}

/** What may be said of a product besides name, description and category. */
@InputType()
@TakesNothingPersonal()
abstract class ProductFactsInput {
  @Field(() => PriceRangeInput, { nullable: true, description: 'What one unit costs; null: on request.' })
  price?: PriceRangeInput | null;

  @Field(() => QuantityInput, { nullable: true, description: 'The smallest order; null: no minimum.' })
  minimumOrderQuantity?: QuantityInput | null;

  @Field(() => String, {
    nullable: true,
    description:
      "The key of the company's own system, unique within the company, at most 100 characters; null: none. Only the company sees it.",
  })
  externalId?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Subheading of the Harmonized System, six digits without dots; null: not said.',
  })
  hsCode?: string | null;

  @Field(() => [ProductAttributeInput], { nullable: true, description: 'Properties, at most 40; null: none.' })
  attributes?: ProductAttributeInput[] | null;

  @Field(() => IncotermInput, { nullable: true, description: 'The rule that the price is meant under; null: none.' })
  incoterm?: IncotermInput | null;

  @Field(() => String, { nullable: true, description: 'Country of origin, ISO 3166-1 alpha-2; null: not said.' })
  originCountry?: string | null;

  @Field(() => Int, { nullable: true, description: 'Days from order to dispatch, 0 to 730; null: not said.' })
  leadTimeDays?: number | null;

  @Field(() => ProductSamplesInput, { nullable: true, description: 'Null: nothing is said about samples.' })
  samples?: ProductSamplesInput | null;

  @Field(() => [ProductCertificateInput], { nullable: true, description: 'Certificates, at most 20; null: none.' })
  certificates?: ProductCertificateInput[] | null;

  @Field(() => Boolean, { nullable: true, description: "Whether it is made under the buyer's brand; null: not said." })
  oem?: boolean | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether the company designs it for the buyer; null: not said.',
  })
  odm?: boolean | null;
}

@InputType('CreateProductInput', { description: 'A new product. It is a draft until it is published.' })
@TakesNothingPersonal()
export class CreateProductInput extends ProductFactsInput {
  @Field(() => [LocalizedTextInput], {
    description: 'Its name, at most 300 characters, in one language or more, each once.',
  })
  name!: LocalizedTextInput[];

  @Field(() => [LocalizedTextInput], {
    nullable: true,
    description: 'Plain text of at most 10,000 characters, in the languages that it is written in; null: none.',
  })
  description?: LocalizedTextInput[] | null;

  @Field(() => String, { description: 'Code of its category, the narrowest that fits.' })
  categoryCode!: string;

  @Field(() => String, {
    description: 'Makes repeats of this request take effect once: one for each product, such as a random UUID.',
  })
  idempotencyKey!: string;
}

@InputType('UpdateProductInput', {
  description:
    'What is to change of a product. What is left out stays as it is, null takes away, and a value replaces the whole of what was there.',
})
@TakesNothingPersonal()
export class UpdateProductInput extends ProductFactsInput {
  @Field(() => ID, { description: 'The product.' })
  id!: string;

  @Field(() => Int, {
    description:
      'The `version` of the product that the change was made from. When it is another by now, nothing is changed.',
  })
  expectedVersion!: number;

  @Field(() => [LocalizedTextInput], {
    nullable: true,
    description: 'Its name in all its languages. A product cannot be without one: null is refused.',
  })
  name?: LocalizedTextInput[] | null;

  @Field(() => [LocalizedTextInput], { nullable: true, description: 'Plain text in all its languages; null: none.' })
  description?: LocalizedTextInput[] | null;

  @Field(() => String, { nullable: true, description: 'Code of its category. Null is refused.' })
  categoryCode?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Makes repeats of this request take effect once; null: the expected version alone sees to that.',
  })
  idempotencyKey?: string | null;
}

@InputType()
@TakesNothingPersonal()
abstract class OneProductInput {
  @Field(() => ID, { description: 'The product.' })
  id!: string;

  @Field(() => Int, {
    nullable: true,
    description:
      'The `version` that was looked at. When it is another by now, nothing is changed; null: whichever it is.',
  })
  expectedVersion?: number | null;

  @Field(() => String, {
    nullable: true,
    description: 'Makes repeats of this request take effect once; null: every one does.',
  })
  idempotencyKey?: string | null;
}

@InputType('PublishProductInput', { description: 'Which product is to be published.' })
@TakesNothingPersonal()
export class PublishProductInput extends OneProductInput {}

@InputType('WithdrawProductInput', { description: 'Which product is to be withdrawn.' })
@TakesNothingPersonal()
export class WithdrawProductInput extends OneProductInput {}

@InputType('DeleteProductInput', { description: 'Which product is to be deleted.' })
@TakesNothingPersonal()
export class DeleteProductInput extends OneProductInput {}
