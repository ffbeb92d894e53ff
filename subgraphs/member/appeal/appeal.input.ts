import { Field, ID, InputType } from 'type-graphql';
import { Takes, TakesNothingPersonal } from '../../../kit/graphql/leaf-declaration.ts';
import { AppealOutcome } from './appeal.enum.ts';

@InputType('AppealInput', { description: 'Against which decision, and why it is wrong.' })
@TakesNothingPersonal()
export class AppealInput {
  @Field(() => ID, { description: 'The decision, as the mail about it names it. Never null.' })
  decisionId!: string;

  @Field(() => String, { description: 'Why it is wrong, in 1 to 4000 characters. Never null.' })
  @Takes('appeals.said.text')
  text!: string;

  @Field(() => String, { description: 'One for each intention, such as a random UUID; repeat it with the request.' })
  idempotencyKey!: string;
}

@InputType('DecideAppealInput', { description: 'What somebody else of the staff found.' })
@TakesNothingPersonal()
export class DecideAppealInput {
  @Field(() => ID, { description: 'The appeal. Never null.' })
  id!: string;

  @Field(() => AppealOutcome, { description: 'Whether the decision is undone or stands. Never null.' })
  outcome!: AppealOutcome;

  @Field(() => String, {
    nullable: true,
    description: 'To the company, at most 2000 characters; needed when the decision stands, else null: nothing.',
  })
  @Takes('appeals.words.text')
  text?: string | null;

  @Field(() => String, { description: 'One for each intention, such as a random UUID; repeat it with the request.' })
  idempotencyKey!: string;
}
