import { Field, ID, InputType, Int } from 'type-graphql';
import { Takes, TakesNothingPersonal } from '../../../kit/graphql/leaf-declaration.ts';
import { LocaleEnum } from '../../../kit/graphql/locale.enum.ts';

const KEY = 'One for each intention, such as a random UUID; repeat it with the request.';

@InputType('InquiryAssignmentRuleInput', { description: 'Which inquiries somebody looks after; with neither: all.' })
@TakesNothingPersonal()
export class InquiryAssignmentRuleInput {
  @Field(() => String, {
    nullable: true,
    description: 'Code of a category, such as `10.20`, and all below it; null: whatever it is about.',
  })
  categoryCode?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Country of the buyer, ISO 3166-1 alpha-2; null: whatever it is.',
  })
  country?: string | null;

  @Field(() => ID, { description: 'An owner or editor of the company. Never null.' })
  @Takes('inquiryAssignments.rules.accountId')
  memberId!: string;
}

@InputType('SetInquiryAssignmentInput', { description: 'How a company shares out its inquiries from now on.' })
@TakesNothingPersonal()
export class SetInquiryAssignmentInput {
  @Field(() => [InquiryAssignmentRuleInput], { description: 'All rules, at most 50, in the order that counts.' })
  rules!: InquiryAssignmentRuleInput[];

  @Field(() => Int, { description: 'The version that it is made from; 0 for the first. Never null.' })
  expectedVersion!: number;

  @Field(() => String, { description: KEY })
  idempotencyKey!: string;
}

@InputType('SaveCannedAnswerInput', { description: 'What a company answers often.' })
@TakesNothingPersonal()
export class SaveCannedAnswerInput {
  @Field(() => ID, { nullable: true, description: 'The answer to change; null: a new one.' })
  id?: string | null;

  @Field(() => LocaleEnum, { description: 'Its language. Never null.' })
  locale!: LocaleEnum;

  @Field(() => String, { description: 'What it is found by, in 1 to 100 characters. Never null.' })
  @Takes('cannedAnswers.title')
  title!: string;

  @Field(() => String, { description: 'Plain text in 1 to 5000 characters. Never null.' })
  @Takes('cannedAnswers.text')
  text!: string;

  @Field(() => Int, { nullable: true, description: 'The version that it is made from; null for a new one.' })
  expectedVersion?: number | null;

  @Field(() => String, { description: KEY })
  idempotencyKey!: string;
}

@InputType('DeleteCannedAnswerInput', { description: 'An answer that is not needed any more.' })
@TakesNothingPersonal()
export class DeleteCannedAnswerInput {
  @Field(() => ID, { description: 'The answer. Never null.' })
  id!: string;

  @Field(() => Int, { description: 'The version that was looked at. Never null.' })
  expectedVersion!: number;

  @Field(() => String, { description: KEY })
  idempotencyKey!: string;
}
