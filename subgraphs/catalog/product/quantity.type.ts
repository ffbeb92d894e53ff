import { Field, ObjectType } from 'type-graphql';
import { ShowsNothingPersonal } from '../../../kit/graphql/leaf-declaration.ts';
import { DecimalScalar } from '../../../kit/graphql/decimal.scalar.ts';

@ObjectType('Quantity', { description: 'An amount of goods in a unit.' })
@ShowsNothingPersonal()
export class Quantity {
  @Field(() => DecimalScalar, { description: 'How many units. Never null.' })
  amount!: string;

  @Field(() => String, { description: 'UN/ECE Recommendation 20 code, such as `KGM` or `C62`. Never null.' })
  unit!: string;

  @Field(() => String, { description: "The unit's name in the reader's language. Never null." })
  unitLabel!: string;
}
