import { Field, ID, InputType, Int } from 'type-graphql';
import { Takes, TakesNothingPersonal } from '../../../kit/graphql/leaf-declaration.ts';
import { PersonProof, PrivacyCaseReason, PrivacyRight } from '../case/privacy-case.enum.ts';

const KEY = 'One for each intention, such as a random UUID; repeat it with the request.';
const ANSWER = 'To the person, in their language, at most 5000 characters. Name nobody else in it.';

@InputType('PrivacyCaseChangeInput', { description: 'Which case is changed, as it was looked at.' })
@TakesNothingPersonal()
export class PrivacyCaseChangeInput {
  @Field(() => ID, { description: 'The case. Never null.' })
  id!: string;

  @Field(() => Int, { description: 'The version that was looked at. Never null.' })
  expectedVersion!: number;

  @Field(() => String, { description: KEY })
  idempotencyKey!: string;
}

@InputType('ConfirmPrivacyCaseIdentityInput', { description: 'How an officer knows that it is the person who asks.' })
@TakesNothingPersonal()
export class ConfirmPrivacyCaseIdentityInput extends PrivacyCaseChangeInput {
  @Field(() => PersonProof, { description: 'How; `SESSION` and `ADDRESS` are no officer’s to say. Never null.' })
  how!: PersonProof;
}

@InputType('DecidePrivacyCaseInput', { description: 'What an officer did by hand for what was asked.' })
@TakesNothingPersonal()
export class DecidePrivacyCaseInput extends PrivacyCaseChangeInput {
  @Field(() => PrivacyRight, { description: 'Which item of the case. Never null.' })
  right!: PrivacyRight;

  @Field(() => PrivacyCaseReason, { description: 'What came of it. Never null.' })
  reason!: PrivacyCaseReason;

  @Field(() => String, { description: ANSWER })
  @Takes('privacyCases.items.answer')
  text!: string;
}

@InputType('RefusePrivacyCaseInput', { description: 'Why an officer refuses what was asked.' })
@TakesNothingPersonal()
export class RefusePrivacyCaseInput extends PrivacyCaseChangeInput {
  @Field(() => [PrivacyRight], { nullable: true, description: 'Which items; null: all that are open.' })
  rights?: PrivacyRight[] | null;

  @Field(() => PrivacyCaseReason, { description: 'Why. Never null.' })
  reason!: PrivacyCaseReason;

  @Field(() => String, { description: `${ANSWER} How to complain is added.` })
  @Takes('privacyCases.items.answer')
  text!: string;
}

@InputType('ExtendPrivacyCaseInput', { description: 'Why an officer needs more time, as far as the law gives it.' })
@TakesNothingPersonal()
export class ExtendPrivacyCaseInput extends PrivacyCaseChangeInput {
  @Field(() => PrivacyRight, { description: 'Which item of the case. Never null.' })
  right!: PrivacyRight;

  @Field(() => PrivacyCaseReason, { description: 'Why. Never null.' })
  reason!: PrivacyCaseReason;

  @Field(() => String, { description: ANSWER })
  @Takes('privacyCases.items.answer')
  text!: string;
}
