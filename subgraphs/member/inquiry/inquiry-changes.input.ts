import { Field, ID, InputType } from 'type-graphql';
import { Takes, TakesNothingPersonal } from '../../../kit/graphql/leaf-declaration.ts';

const KEY = 'One for each intention, such as a random UUID; repeat it with the request.';

@InputType('ReplyToInquiryInput', { description: 'What one side writes to the other.' })
@TakesNothingPersonal()
export class ReplyToInquiryInput {
  @Field(() => ID, { description: 'The inquiry. Never null.' })
  inquiryId!: string;

  @Field(() => String, { description: 'Plain text in 1 to 5000 characters. Never null.' })
  @Takes('inquiryMessages.body')
  message!: string;

  @Field(() => String, { description: KEY })
  idempotencyKey!: string;
}

@InputType('InquiryInput', { description: 'An inquiry that something is done to.' })
@TakesNothingPersonal()
export class InquiryInput {
  @Field(() => ID, { description: 'The inquiry. Never null.' })
  inquiryId!: string;

  @Field(() => String, { nullable: true, description: `${KEY} Null: it does no harm twice.` })
  idempotencyKey?: string | null;
}

@InputType('AssignInquiryInput', { description: 'Who of the company looks after an inquiry.' })
@TakesNothingPersonal()
export class AssignInquiryInput extends InquiryInput {
  @Field(() => ID, { nullable: true, description: 'The member, an owner or editor; null: nobody.' })
  @Takes('inquiries.assigned.accountId')
  memberId?: string | null;
}
