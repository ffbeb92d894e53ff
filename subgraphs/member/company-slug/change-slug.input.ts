import { Field, ID, InputType, Int } from 'type-graphql';
import { Takes, TakesNothingPersonal } from '../../../kit/graphql/leaf-declaration.ts';

@InputType('ChangeSlugInput', { description: 'Under which name a company is to stand in web addresses.' })
export class ChangeSlugInput {
  @Field(() => ID, { nullable: true, description: 'The company; null: the one that whoever asks acts for.' })
  @Takes('companies._id')
  id?: string | null;

  @Field(() => String, {
    description: '3 to 80 small letters a to z and digits, with single hyphens between them. Never null.',
  })
  @Takes('companies.slug')
  slug!: string;

  @Field(() => Int, {
    description: 'The `version` of the company that the change was made from; another one is a conflict. Never null.',
  })
  @TakesNothingPersonal()
  expectedVersion!: number;

  @Field(() => String, {
    nullable: true,
    description: 'Makes repeats of this request take effect once; null: the expected version alone sees to that.',
  })
  @TakesNothingPersonal()
  idempotencyKey?: string | null;
}
