import { Field, ID, InputType, Int } from 'type-graphql';
import { TakesNothingPersonal } from '../../../kit/graphql/leaf-declaration.ts';
import { LocaleEnum } from '../../../kit/graphql/locale.enum.ts';
import { TextProvenance } from '../product/product-facts.type.ts';

@InputType('TranslateProductInput', { description: 'The texts of a product in one language.' })
@TakesNothingPersonal()
export class TranslateProductInput {
  @Field(() => ID, { description: 'The product.' })
  id!: string;

  @Field(() => LocaleEnum, { description: 'The language of the texts.' })
  locale!: LocaleEnum;

  @Field(() => String, { description: 'Name in that language, at most 300 characters.' })
  name!: string;

  @Field(() => String, {
    nullable: true,
    description: 'Plain text in that language, at most 10,000 characters; null: none in it.',
  })
  description?: string | null;

  @Field(() => TextProvenance, { description: 'How the texts came to be. Readers are told.' })
  provenance!: TextProvenance;

  @Field(() => LocaleEnum, {
    nullable: true,
    description: 'The language that they were translated from; null: from none, or it is not said.',
  })
  from?: LocaleEnum | null;

  @Field(() => Int, {
    description: 'The `version` of the product that was translated. When it is another by now, nothing is changed.',
  })
  expectedVersion!: number;

  @Field(() => String, {
    nullable: true,
    description: 'Makes repeats of this request take effect once; null: the expected version alone sees to that.',
  })
  idempotencyKey?: string | null;
}
