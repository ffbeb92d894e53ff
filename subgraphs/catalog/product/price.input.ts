import { Field, InputType } from 'type-graphql';
import { DateTimeScalar } from '../../../kit/graphql/date-time.scalar.ts';
import { DecimalScalar } from '../../../kit/graphql/decimal.scalar.ts';
import { TakesNothingPersonal } from '../../../kit/graphql/leaf-declaration.ts';

@InputType('PriceTierInput', { description: 'What a unit costs from a quantity upwards.' })
@TakesNothingPersonal()
export class PriceTierInput {
  @Field(() => DecimalScalar, { description: 'From this quantity upwards, in the unit of the price; more than zero.' })
  minimumQuantity!: string;

  @Field(() => DecimalScalar, { description: 'Price of one unit, in the currency of the price.' })
  amount!: string;
}

@InputType('PriceRangeInput', {
  description: 'What one unit costs: by tiers of quantity, or from a cheapest to a dearest price.',
})
@TakesNothingPersonal()
export class PriceRangeInput {
  @Field(() => String, { description: 'Currency in use, ISO 4217, such as `USD`.' })
  currency!: string;

  @Field(() => String, {
    nullable: true,
    description: 'Unit that one price is for, UN/ECE Recommendation 20 code such as `KGM`; null: one piece, `C62`.',
  })
  unit?: string | null;

  @Field(() => [PriceTierInput], {
    nullable: true,
    description: 'At most 20, from the smallest quantity up, each quantity once. Null: `minimum` and `maximum` say it.',
  })
  tiers?: PriceTierInput[] | null;

  @Field(() => DecimalScalar, {
    nullable: true,
    description: 'Price of one unit at the least; null: the same as the maximum, or the tiers say it.',
  })
  minimum?: string | null;

  @Field(() => DecimalScalar, {
    nullable: true,
    description: 'Price of one unit at the most; null: the same as the minimum, or the tiers say it.',
  })
  maximum?: string | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'From when the price holds; null: not said.' })
  validFrom?: Date | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'Until when the price holds; null: not said.' })
  validUntil?: Date | null;
}
