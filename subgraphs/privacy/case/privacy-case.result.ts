import { Field, ObjectType } from 'type-graphql';
import { ShowsNothingPersonal } from '../../../kit/graphql/leaf-declaration.ts';
import {
  IdempotencyKeyReused,
  InvalidInput,
  NotAllowed,
  NotFound,
  TooManyAttempts,
} from '../../../kit/graphql/problems.ts';
import { resultUnion } from '../../../kit/graphql/result-union.ts';
import { TokenNotUsable } from '../../../kit/proof/proof.problem.ts';
import { PrivacyCaseConflict, RepresentativeNotDeclared } from './privacy-case.problem.ts';
import { PrivacyCaseType } from './privacy-case.type.ts';

@ObjectType('PrivacyCaseReceived', {
  description: 'What was asked for was taken in. The answer is the same whether we know the address or not.',
})
@ShowsNothingPersonal()
class PrivacyCaseReceived {
  @Field(() => Boolean, {
    description: 'Whether a mail was sent to the address, by which it has to be confirmed first. Never null.',
  })
  proofNeeded!: boolean;

  @Field(() => PrivacyCaseType, {
    nullable: true,
    description: 'The case, of before where the same was asked already; null while the proof is needed.',
  })
  case!: PrivacyCaseType | null;
}

@ObjectType('PrivacyCaseProven', { description: 'The address is proven, and the case is open.' })
@ShowsNothingPersonal()
class PrivacyCaseProven {
  @Field(() => String, {
    description: 'By what to name the case; of before where the same was asked already. Never null.',
  })
  number!: string;

  @Field(() => PrivacyCaseType, { nullable: true, description: 'The case; null when it vanished meanwhile.' })
  case!: PrivacyCaseType | null;
}

const changed = () => [PrivacyCaseType, InvalidInput, NotAllowed, NotFound, PrivacyCaseConflict, IdempotencyKeyReused];

export const OpenPrivacyCaseResult = resultUnion(
  'OpenPrivacyCaseResult',
  'What came of asking for something: that it was taken in, or why it was not.',
  () => [PrivacyCaseReceived, InvalidInput, RepresentativeNotDeclared, TooManyAttempts, IdempotencyKeyReused],
);
export const ProvePrivacyCaseResult = resultUnion(
  'ProvePrivacyCaseResult',
  'What came of confirming what was asked for: its case, or why there is none.',
  () => [PrivacyCaseProven, InvalidInput, TokenNotUsable, TooManyAttempts, IdempotencyKeyReused],
);
export const RegisterPrivacyCaseResult = resultUnion(
  'RegisterPrivacyCaseResult',
  'What came of registering a case: the case, or why there is none.',
  () => [PrivacyCaseType, InvalidInput, NotAllowed, RepresentativeNotDeclared, IdempotencyKeyReused],
);
export const WithdrawPrivacyCaseResult = resultUnion(
  'WithdrawPrivacyCaseResult',
  'What came of taking a case back: the case as it is now, or why it is as before.',
  () => [...changed(), TooManyAttempts],
);
export const TakePrivacyCaseResult = resultUnion('TakePrivacyCaseResult', 'What came of taking a case.', changed);
export const ConfirmPrivacyCaseIdentityResult = resultUnion(
  'ConfirmPrivacyCaseIdentityResult',
  'What came of confirming who asks.',
  changed,
);
export const DecidePrivacyCaseResult = resultUnion('DecidePrivacyCaseResult', 'What came of deciding.', changed);
export const RefusePrivacyCaseResult = resultUnion('RefusePrivacyCaseResult', 'What came of refusing.', changed);
export const ExtendPrivacyCaseResult = resultUnion('ExtendPrivacyCaseResult', 'What came of extending.', changed);
