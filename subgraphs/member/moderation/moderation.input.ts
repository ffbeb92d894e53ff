import { Field, ID, InputType } from 'type-graphql';
import { Takes, TakesNothingPersonal } from '../../../kit/graphql/leaf-declaration.ts';
import { ModerationReason } from '../../../schema/events/moderation-decision.type.ts';

@InputType('ModerateCompanyInput', { description: 'About which company, and why.' })
@TakesNothingPersonal()
export class ModerateCompanyInput {
  @Field(() => ID, { description: 'The company. Never null.' })
  @Takes('companies._id')
  companyId!: string;

  @Field(() => ModerationReason, { description: 'Why. Never null.' })
  reason!: ModerationReason;

  @Field(() => String, { nullable: true, description: 'To the company, at most 2000 characters; null: nothing.' })
  @Takes('moderationDecisions.words.text')
  text?: string | null;

  @Field(() => String, { description: 'One for each intention, such as a random UUID; repeat it with the request.' })
  idempotencyKey!: string;
}
