import { Field, ObjectType } from 'type-graphql';
import { IdempotencyKeyReused, InvalidInput, NotAllowed, TooManyAttempts } from '../../../kit/graphql/problems.ts';
import { Shows } from '../../../kit/graphql/leaf-declaration.ts';
import { resultUnion } from '../../../kit/graphql/result-union.ts';
import { Viewer } from '../account/viewer.type.ts';
import { InvalidCredentials } from '../sign-in/sign-in.problem.ts';

@ObjectType('SecondFactorEnrolment', {
  description: 'What an app that shows codes has to know. It counts from the first code of it that is confirmed.',
})
class SecondFactorEnrolment {
  @Field(() => String, {
    description: 'The `otpauth://` address that such an app reads, as a picture for example. Never null.',
  })
  @Shows('accounts.secondFactor.secret', 'accounts.email')
  uri!: string;

  @Field(() => String, { description: 'The same secret in base 32, to be typed. Never null.' })
  @Shows('accounts.secondFactor.secret')
  secret!: string;
}

@ObjectType('SecondFactorConfirmed', { description: 'Signing in asks for a code from now on.' })
class SecondFactorConfirmed {
  @Field(() => [String], {
    description: 'Each signs in once when the app is lost. They are shown now and never again: keep them apart.',
  })
  @Shows('accounts.secondFactor.recoveryCodeHashes')
  recoveryCodes!: string[];

  @Field(() => Viewer, { description: 'The account. Never null.' })
  viewer!: Viewer;
}

export const StartSecondFactorResult = resultUnion(
  'StartSecondFactorResult',
  'What came of beginning a second factor.',
  () => [SecondFactorEnrolment, InvalidCredentials, NotAllowed, TooManyAttempts, IdempotencyKeyReused],
);

export const ConfirmSecondFactorResult = resultUnion(
  'ConfirmSecondFactorResult',
  'What came of confirming a second factor.',
  () => [SecondFactorConfirmed, InvalidInput, TooManyAttempts, IdempotencyKeyReused],
);

export const EndSecondFactorResult = resultUnion(
  'EndSecondFactorResult',
  'What came of taking the second factor away.',
  () => [Viewer, InvalidCredentials, TooManyAttempts, IdempotencyKeyReused],
);
