import { Field, ID, InputType } from 'type-graphql';
import { TakesNothingPersonal } from '../../../kit/graphql/leaf-declaration.ts';
import { ErasureGround, ErasureMentionDecision } from './erasure.enum.ts';

const KEY = 'One for each intention, such as a random UUID; repeat it with the request.';

@InputType('PlanErasureInput', { description: 'Whose erasure is planned, and why.' })
@TakesNothingPersonal()
export class PlanErasureInput {
  @Field(() => ID, { description: 'The case in which it is asked for. Never null.' })
  caseId!: string;

  @Field(() => ErasureGround, { description: 'Why the person is erased. Never null.' })
  ground!: ErasureGround;

  @Field(() => String, { description: KEY })
  idempotencyKey!: string;
}

@InputType('ApproveErasureInput', { description: 'Which plan of an erasure is approved.' })
@TakesNothingPersonal()
export class ApproveErasureInput {
  @Field(() => ID, { description: 'The case. Never null.' })
  caseId!: string;

  @Field(() => String, { description: 'The hash of the plan that was looked at. Never null.' })
  planHash!: string;

  @Field(() => String, { description: KEY })
  idempotencyKey!: string;
}

@InputType('SettleErasureMentionInput', { description: 'What becomes of a name in a text of somebody else.' })
@TakesNothingPersonal()
export class SettleErasureMentionInput {
  @Field(() => ID, { description: 'The case. Never null.' })
  caseId!: string;

  @Field(() => ID, { description: 'The text, as the plan names it. Never null.' })
  mentionId!: string;

  @Field(() => ErasureMentionDecision, { description: 'Whether the name stays. Never null.' })
  decision!: ErasureMentionDecision;

  @Field(() => String, { description: KEY })
  idempotencyKey!: string;
}
