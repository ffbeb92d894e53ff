import { Field, ID, InputType } from 'type-graphql';
import { TakesNothingPersonal } from '../../../kit/graphql/leaf-declaration.ts';

@InputType('ReleaseInquiryMessageInput', { description: 'Which message is believed.' })
@TakesNothingPersonal()
export class ReleaseInquiryMessageInput {
  @Field(() => ID, { description: 'The message that is kept aside. Never null.' })
  messageId!: string;

  @Field(() => String, { description: 'One for each intention, such as a random UUID; repeat it with the request.' })
  idempotencyKey!: string;
}
