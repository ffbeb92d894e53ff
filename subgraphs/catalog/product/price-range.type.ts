import { Field, ObjectType } from 'type-graphql';
import { ShowsNothingPersonal, ShowsRecord } from '../../../kit/graphql/leaf-declaration.ts';
import { DateTimeScalar } from '../../../kit/graphql/date-time.scalar.ts';
import { DecimalScalar } from '../../../kit/graphql/decimal.scalar.ts';

@ObjectType('PriceTier', { description: 'What a unit costs from a quantity upwards.' })
@ShowsRecord('products', 'priceTiers')
export class PriceTier {
  @Field(() => DecimalScalar, {
    description: 'From this quantity upwards, in the unit of the price range. Never null.',
  })
  minimumQuantity!: string;

  @Field(() => DecimalScalar, { description: 'Price of one unit, in the currency of the price range. Never null.' })
  amount!: string;
}

@ObjectType('PriceRange', {
  description: 'What one unit costs, from the cheapest tier to the dearest. Indicative: the directory takes no orders.',
})
@ShowsNothingPersonal()
export class PriceRange {
  @Field(() => DecimalScalar, { description: 'Price of one unit in the cheapest tier. Never null.' })
  minimum!: string;

  @Field(() => DecimalScalar, { description: 'Price of one unit in the dearest tier. Never null.' })
  maximum!: string;

  @Field(() => String, { description: 'Currency, ISO 4217, such as `USD`. Never null.' })
  currency!: string;

  @Field(() => String, {
    description: 'Unit that one price is for, UN/ECE Recommendation 20 code such as `KGM`. Never null.',
  })
  unit!: string;

  @Field(() => String, { description: "The unit's name in the reader's language. Never null." })
  unitLabel!: string;

  @Field(() => DateTimeScalar, { nullable: true, description: 'From when the price holds; null when not stated.' })
  validFrom!: Date | null;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'Until when the price holds; null when not stated. Past it, ask anew.',
  })
  validUntil!: Date | null;
}
