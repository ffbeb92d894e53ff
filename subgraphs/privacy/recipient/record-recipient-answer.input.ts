import { Field, ID, InputType } from 'type-graphql';
import { TakesNothingPersonal } from '../../../kit/graphql/leaf-declaration.ts';
import { RecipientAnswer } from './recipient.enum.ts';

@InputType('RecordRecipientAnswerInput', { description: 'What a recipient answered to an order to delete.' })
@TakesNothingPersonal()
export class RecordRecipientAnswerInput {
  @Field(() => ID, { description: 'Which order. Never null.' })
  orderId!: string;

  @Field(() => RecipientAnswer, { description: 'What it said. Never null.' })
  answer!: RecipientAnswer;

  @Field(() => String, {
    description: 'One for each intention, such as a random UUID; repeat it with the request.',
  })
  idempotencyKey!: string;
}
