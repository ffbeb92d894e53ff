import { Field, ID, InputType } from 'type-graphql';
import { TakesNothingPersonal } from '../../../kit/graphql/leaf-declaration.ts';

@InputType('SettleUnansweredQueryInput', { description: 'Which unanswered query was looked at.' })
@TakesNothingPersonal()
export class SettleUnansweredQueryInput {
  @Field(() => ID, { description: 'The query. Never null.' })
  id!: string;

  @Field(() => String, { description: 'One for each intention, such as a random UUID; repeat it with the request.' })
  idempotencyKey!: string;
}
