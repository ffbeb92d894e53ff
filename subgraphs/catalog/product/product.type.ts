import { Directive, Field, Float, ID, Int, ObjectType } from 'type-graphql';
import { Shows, ShowsNothingPersonal, ShowsRecord } from '../../../kit/graphql/leaf-declaration.ts';
import { DateTimeScalar } from '../../../kit/graphql/date-time.scalar.ts';
import { LocaleEnum } from '../../../kit/graphql/locale.enum.ts';
import { Node } from '../../../kit/graphql/node.type.ts';
import { COMPANY_CARD_FIELDS, CompanyReference } from '../company/company.reference.ts';
import { PriceRange, PriceTier } from './price-range.type.ts';
import { ProductAttribute } from './product-attribute.type.ts';
import { ProductCertificate, ProductSamples, TextProvenance } from './product-facts.type.ts';
import { ProductStatus } from './product-status.enum.ts';
import { Quantity } from './quantity.type.ts';

@ObjectType('SimilarityReason', { description: 'One thing that two products have in common, and how much it weighed.' })
@ShowsNothingPersonal()
export class SimilarityReason {
  @Field(() => String, { description: 'What is shared: a word, a size, a grade, or `category`. Never null.' })
  shared!: string;

  @Field(() => Float, { description: 'Its part of the score, between 0 and 1. Never null.' })
  weight!: number;
}

@ObjectType('Similarity', { description: 'Why a product is held to be similar to the one that was asked about.' })
@ShowsNothingPersonal()
export class Similarity {
  @Field(() => Float, { description: 'Between 0 (nothing in common) and 1 (the same content). Never null.' })
  score!: number;

  @Field(() => [SimilarityReason], { description: 'At most five, the weightiest first. Never empty.' })
  reasons!: SimilarityReason[];
}

@ObjectType('Product', { implements: Node, description: 'An offer of goods by a company.' })
@Directive('@key(fields: "id")')
@ShowsRecord('products')
export class Product extends Node {
  @Field(() => ID, { description: 'Opaque and unique across all types. Never null; never reused.' })
  declare id: string;

  @Field(() => String, { description: "Name in the reader's language, or in the next best one. Never null." })
  name!: string;

  @Field(() => LocaleEnum, {
    nullable: true,
    description: 'Language that `name` is given in. Never null for a stored product.',
  })
  @ShowsNothingPersonal()
  nameLocale!: LocaleEnum | null;

  @Field(() => TextProvenance, { description: 'How the name came to be in `nameLocale`. Never null.' })
  @Shows('products.origins.tr.provenance', 'products.origins.zh.provenance', 'products.origins.en.provenance')
  nameProvenance!: TextProvenance;

  @Field(() => String, { nullable: true, description: 'Plain text; null when the company wrote none.' })
  description!: string | null;

  @Field(() => ProductStatus, { description: 'Always `PUBLISHED` for readers who are not of its company. Never null.' })
  status!: ProductStatus;

  @Directive(`@provides(fields: "${COMPANY_CARD_FIELDS}")`)
  @Field(() => CompanyReference, {
    nullable: true,
    description: 'Who offers it; null when the company cannot be shown.',
  })
  company!: CompanyReference | null;

  @Field(() => PriceRange, { nullable: true, description: 'Null: the price is on request.' })
  price!: PriceRange | null;

  @Field(() => [PriceTier], {
    description: 'Prices by quantity, smallest quantity first. Empty: the price is on request.',
  })
  priceTiers!: PriceTier[];

  @Field(() => Quantity, { nullable: true, description: 'Null: no minimum was stated.' })
  minimumOrderQuantity!: Quantity | null;

  @Field(() => String, {
    nullable: true,
    description: 'Harmonized System subheading, six digits; null when none was given.',
  })
  hsCode!: string | null;

  @Field(() => [ProductAttribute], {
    description: 'Properties in the order that the company gave them. Empty when there are none.',
  })
  attributes!: ProductAttribute[];

  @Field(() => String, {
    nullable: true,
    description: 'Incoterms 2020 rule that the price is meant under, such as `FOB`; null when not stated.',
  })
  incoterm!: string | null;

  @Field(() => Int, {
    nullable: true,
    description: 'Year of the Incoterms edition that the rule is of; null without a rule.',
  })
  incotermEdition!: number | null;

  @Field(() => String, {
    nullable: true,
    description: 'The place that the rule names, such as a port; null when not stated.',
  })
  incotermPlace!: string | null;

  @Field(() => String, { nullable: true, description: 'Country of origin, ISO 3166-1 alpha-2; null when not stated.' })
  originCountry!: string | null;

  @Field(() => Int, { nullable: true, description: 'Days from order to dispatch; null when not stated.' })
  leadTimeDays!: number | null;

  @Field(() => ProductSamples, { nullable: true, description: 'Null when nothing is said about samples.' })
  samples!: ProductSamples | null;

  @Field(() => [ProductCertificate], {
    description: 'Certificates that its company states. Empty when there are none.',
  })
  certificates!: ProductCertificate[];

  @Field(() => Boolean, {
    nullable: true,
    description: "Whether it is made under the buyer's brand; null when not stated.",
  })
  oem!: boolean | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether the company designs it for the buyer; null when not stated.',
  })
  odm!: boolean | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When it was last published; null for a draft.' })
  publishedAt!: Date | null;

  @Field(() => Similarity, {
    nullable: true,
    description: 'Set only on a product reached by `similar`; null everywhere else.',
  })
  similarity!: Similarity | null;

  /** Not a field of the API: which category `category` resolves to. */
  categoryCode!: string;
}
