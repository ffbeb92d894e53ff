import { Field, ID, InputType, Int } from 'type-graphql';
import { TakesNothingPersonal } from '../../../kit/graphql/leaf-declaration.ts';
import { LocaleEnum } from '../../../kit/graphql/locale.enum.ts';
import { Newsletter } from '../subscription/subscription.enum.ts';

const KEY = 'One for each intention, such as a random UUID; repeat it with the request.';

@InputType('NewsletterContentInput', { description: 'What an issue says in one language.' })
@TakesNothingPersonal()
export class NewsletterContentInput {
  @Field(() => LocaleEnum, { description: 'The language that it is written in. Never null.' })
  locale!: LocaleEnum;

  @Field(() => String, { description: 'One line in 1 to 150 characters. Never null.' })
  subject!: string;

  @Field(() => String, {
    description: 'Plain text in 1 to 10000 characters; addresses of the web in it can be followed. Never null.',
  })
  text!: string;
}

@InputType('SaveNewsletterIssueInput', { description: 'A draft of an issue, all of it.' })
@TakesNothingPersonal()
export class SaveNewsletterIssueInput {
  @Field(() => ID, { nullable: true, description: 'The draft to change; null: a new one.' })
  id?: string | null;

  @Field(() => Newsletter, { description: 'Of which newsletter. Never null.' })
  newsletter!: Newsletter;

  @Field(() => [NewsletterContentInput], {
    description:
      'At least one language, each at most once. Who reads another gets English, else Turkish, else Chinese.',
  })
  contents!: NewsletterContentInput[];

  @Field(() => Int, { nullable: true, description: 'The version that it is made from; null for a new one.' })
  expectedVersion?: number | null;

  @Field(() => String, { description: KEY })
  idempotencyKey!: string;
}

@InputType('TestNewsletterIssueInput', { description: 'Which issue is tried out.' })
@TakesNothingPersonal()
export class TestNewsletterIssueInput {
  @Field(() => ID, { description: 'The issue. Never null.' })
  id!: string;

  @Field(() => LocaleEnum, { description: 'As readers of which language get it. Never null.' })
  locale!: LocaleEnum;

  @Field(() => String, { description: KEY })
  idempotencyKey!: string;
}

@InputType('DeleteNewsletterIssueInput', { description: 'Which draft is deleted.' })
@TakesNothingPersonal()
export class DeleteNewsletterIssueInput {
  @Field(() => ID, { description: 'The draft. Never null.' })
  id!: string;

  @Field(() => Int, { description: 'The version that was looked at. Never null.' })
  expectedVersion!: number;

  @Field(() => String, { description: KEY })
  idempotencyKey!: string;
}

@InputType('StopNewsletterIssueInput', { description: 'Which issue is not sent any further.' })
@TakesNothingPersonal()
export class StopNewsletterIssueInput {
  @Field(() => ID, { description: 'The issue that is being sent. Never null.' })
  id!: string;

  @Field(() => String, { description: KEY })
  idempotencyKey!: string;
}

@InputType('SendNewsletterIssueInput', { description: 'Which issue is sent off.' })
@TakesNothingPersonal()
export class SendNewsletterIssueInput {
  @Field(() => ID, { description: 'The draft. Never null.' })
  id!: string;

  @Field(() => Int, { description: 'The version that was looked at. Never null.' })
  expectedVersion!: number;

  @Field(() => String, { description: KEY })
  idempotencyKey!: string;
}
