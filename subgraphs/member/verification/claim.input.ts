import { Field, ID, InputType } from 'type-graphql';
import { DateTimeScalar } from '../../../kit/graphql/date-time.scalar.ts';
import { Takes, TakesNothingPersonal } from '../../../kit/graphql/leaf-declaration.ts';
import { ClaimKind, ClaimMethod, ClaimReason, ClaimState, ClaimVerdict } from './claim.enum.ts';

@InputType('ClaimVerificationInput', { description: 'What a company claims of itself, with its evidence.' })
@TakesNothingPersonal()
export class ClaimVerificationInput {
  @Field(() => ClaimKind, { description: 'What is claimed. Never null.' })
  kind!: ClaimKind;

  @Field(() => String, { description: 'To staff: what is claimed, in 1 to 4000 characters. Never null.' })
  @Takes('claims.said.statement')
  statement!: string;

  @Field(() => [ID], {
    nullable: true,
    description: 'Ids of uploads of kind CLAIM_EVIDENCE that have arrived, at most 10; null: none.',
  })
  evidence?: string[] | null;

  @Field(() => String, {
    nullable: true,
    description: 'To what it applies, at most 500 characters; shown once it is verified. Null: not said.',
  })
  @Takes('claims.said.scope')
  scope?: string | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'Until when it holds, in the future; null: not said.' })
  validUntil?: Date | null;

  @Field(() => String, { description: 'One for each intention, such as a random UUID; repeat it with the request.' })
  idempotencyKey!: string;
}

@InputType('WithdrawClaimInput', { description: 'Which claim a company takes back.' })
@TakesNothingPersonal()
export class WithdrawClaimInput {
  @Field(() => ID, { description: 'The claim. Never null.' })
  id!: string;

  @Field(() => String, {
    nullable: true,
    description: 'One for each intention; null: a repeat is refused as too late.',
  })
  idempotencyKey?: string | null;
}

@InputType('TakeVerificationInput', { description: 'Which claim a verifier is going to look at.' })
@TakesNothingPersonal()
export class TakeVerificationInput {
  @Field(() => ID, { description: 'The claim. Never null.' })
  id!: string;

  @Field(() => String, { nullable: true, description: 'One for each intention; null: a repeat takes it again.' })
  idempotencyKey?: string | null;
}

@InputType('DecideVerificationInput', { description: 'What a verifier found.' })
@TakesNothingPersonal()
export class DecideVerificationInput {
  @Field(() => ID, { description: 'The claim. Never null.' })
  id!: string;

  @Field(() => ClaimVerdict, { description: 'What is decided. Never null.' })
  verdict!: ClaimVerdict;

  @Field(() => ClaimMethod, { description: 'How it was checked. Never null.' })
  method!: ClaimMethod;

  @Field(() => ClaimReason, { description: 'Why. Never null.' })
  reason!: ClaimReason;

  @Field(() => String, { nullable: true, description: 'To the company, at most 2000 characters; null: nothing.' })
  @Takes('claims.words.text')
  text?: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      'To readers: what the verification leaves open besides what its kind always does, at most 1000 characters; null: nothing.',
  })
  @Takes('claims.words.doesNotProve')
  doesNotProve?: string | null;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'Until when the verification counts: for VERIFIED, in the future, at most five years away. Else null.',
  })
  expiresAt?: Date | null;

  @Field(() => String, { description: 'One for each intention, such as a random UUID; repeat it with the request.' })
  idempotencyKey!: string;
}

@InputType('VerificationQueueWhere', { description: 'Which claims of the queue. All that is given has to hold.' })
@TakesNothingPersonal()
export class VerificationQueueWhere {
  @Field(() => [ClaimState], {
    nullable: true,
    description: 'In one of these states as it is stored; null: `SUBMITTED` and `IN_REVIEW`.',
  })
  state?: ClaimState[] | null;

  @Field(() => ClaimKind, { nullable: true, description: 'Of this kind; null: of any.' })
  kind?: ClaimKind | null;

  @Field(() => ID, { nullable: true, description: 'Of this company; null: of any.' })
  companyId?: string | null;

  @Field(() => Boolean, { nullable: true, description: 'True: those that whoever asks took. False or null: all.' })
  mine?: boolean | null;
}
