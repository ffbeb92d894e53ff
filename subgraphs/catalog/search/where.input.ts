import { Field, ID, InputType } from 'type-graphql';
import { TakesNothingPersonal } from '../../../kit/graphql/leaf-declaration.ts';
import { DecimalScalar } from '../../../kit/graphql/decimal.scalar.ts';

@InputType('DecimalRange', { description: 'A range of decimal numbers, both ends included.' })
@TakesNothingPersonal()
export class DecimalRange {
  @Field(() => DecimalScalar, { nullable: true, description: 'Lower end; null: no lower end.' })
  minimum?: string | null;

  @Field(() => DecimalScalar, { nullable: true, description: 'Upper end; null: no upper end.' })
  maximum?: string | null;
}

@InputType('QuantityInput', { description: 'An amount in a unit.' })
@TakesNothingPersonal()
export class QuantityInput {
  @Field(() => DecimalScalar, { description: 'How many units.' })
  amount!: string;

  @Field(() => String, { description: 'UN/ECE Recommendation 20 code, such as `KGM` or `C62`.' })
  unit!: string;
}

const FACETS = 'Tokens from `FacetValue.input` (at most 50): any of one key, all of the keys. Null: no selection.';
const NOT_FACETS = 'Tokens from `FacetValue.input` (at most 50) that no result may have. Null: no exclusion.';
const COUNTRY = 'Countries, ISO 3166-1 alpha-2 in either case (at most 50), any of them. Null: all.';
const CATEGORY = 'A category code; includes its descendants. Null: all.';
const VERIFIED = 'True: only companies verified at this moment; false: only others; null: all.';

@InputType('ProductWhere', { description: 'Which products are looked for. All conditions hold together.' })
@TakesNothingPersonal()
export class ProductWhere {
  @Field(() => [String], { nullable: true, description: FACETS })
  facets?: string[] | null;

  @Field(() => [String], { nullable: true, description: NOT_FACETS })
  notFacets?: string[] | null;

  @Field(() => String, { nullable: true, description: CATEGORY })
  category?: string | null;

  @Field(() => [String], { nullable: true, description: COUNTRY })
  country?: string[] | null;

  @Field(() => Boolean, { nullable: true, description: VERIFIED })
  verified?: boolean | null;

  @Field(() => DecimalRange, {
    nullable: true,
    description:
      'Price of one unit; needs `currency`. A product matches when any of its tiers lies in the range. Null: any price.',
  })
  price?: DecimalRange | null;

  @Field(() => String, {
    nullable: true,
    description:
      'ISO 4217 code in either case; only offers priced in it. Needed by `price` and by the price orders. Null: all.',
  })
  currency?: string | null;

  @Field(() => QuantityInput, {
    nullable: true,
    description: "Offers that can be had from this quantity, compared in the unit's base unit. Null: any.",
  })
  minimumOrderQuantityAtMost?: QuantityInput | null;

  @Field(() => ID, { nullable: true, description: 'Only products of this company. Null: all.' })
  companyId?: string | null;
}

@InputType('CompanyWhere', { description: 'Which companies are looked for. All conditions hold together.' })
@TakesNothingPersonal()
export class CompanyWhere {
  @Field(() => [String], { nullable: true, description: FACETS })
  facets?: string[] | null;

  @Field(() => [String], { nullable: true, description: NOT_FACETS })
  notFacets?: string[] | null;

  @Field(() => String, { nullable: true, description: CATEGORY })
  category?: string | null;

  @Field(() => [String], { nullable: true, description: COUNTRY })
  country?: string[] | null;

  @Field(() => Boolean, { nullable: true, description: VERIFIED })
  verified?: boolean | null;
}
