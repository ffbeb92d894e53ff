import { Field, Int, ObjectType } from 'type-graphql';
import { Shows, ShowsNothingPersonal } from '../../../kit/graphql/leaf-declaration.ts';
import { IdempotencyKeyReused, InvalidInput, NotAllowed, TooManyAttempts } from '../../../kit/graphql/problems.ts';
import { resultUnion } from '../../../kit/graphql/result-union.ts';
import { TokenNotUsable } from '../../../kit/proof/proof.problem.ts';
import { AuthorisationNotDeclared } from '../registration/registration.problem.ts';
import { InvalidCredentials } from '../sign-in/sign-in.problem.ts';
import { AccountVersionConflict, LoginNameTaken } from './account.problem.ts';
import { Viewer } from './viewer.type.ts';

@ObjectType('EmailChange', {
  description: 'A new address that waits for its proof; until then the account has the old one.',
})
class EmailChange {
  @Field(() => String, { description: 'The new address, which a mail goes to. Never null.' })
  @Shows('proofs.email')
  email!: string;

  @Field(() => Int, { description: 'For how many hours it can be proven by the mail. Never null.' })
  @ShowsNothingPersonal()
  provableHours!: number;
}

@ObjectType('EmailRestored', {
  description: 'That the old address is in force again; a mail to it lets its reader set a password.',
})
class EmailRestored {
  @Field(() => String, { description: 'The address in force. Never null.' })
  @Shows('accounts.email')
  email!: string;
}

@ObjectType('PasswordResetRequest', {
  description:
    'That a reset was asked for. It is the same for every address, known or not: what comes next stands in the mail to it.',
})
class PasswordResetRequest {
  @Field(() => String, { description: 'The address that a mail goes to, as it was understood. Never null.' })
  @Shows('accounts.email')
  email!: string;

  @Field(() => Int, { description: 'For how many minutes the mail can be used. Never null.' })
  @ShowsNothingPersonal()
  usableMinutes!: number;
}

@ObjectType('PasswordReset', { description: 'That the new password is in force, and every session has ended.' })
class PasswordReset {
  @Field(() => String, { description: 'The address by which the account signs in. Never null.' })
  @Shows('accounts.email')
  email!: string;
}

export const UpdateAccountResult = resultUnion('UpdateAccountResult', 'What came of changing the account.', () => [
  Viewer,
  InvalidInput,
  AccountVersionConflict,
  AuthorisationNotDeclared,
  LoginNameTaken,
  NotAllowed,
  TooManyAttempts,
  IdempotencyKeyReused,
]);

export const ChangeEmailResult = resultUnion('ChangeEmailResult', 'What came of asking for another address.', () => [
  EmailChange,
  InvalidInput,
  InvalidCredentials,
  NotAllowed,
  TooManyAttempts,
  IdempotencyKeyReused,
]);

export const UndoEmailChangeResult = resultUnion('UndoEmailChangeResult', 'What came of taking a change back.', () => [
  EmailRestored,
  InvalidInput,
  TokenNotUsable,
  IdempotencyKeyReused,
]);

export const RequestPasswordResetResult = resultUnion(
  'RequestPasswordResetResult',
  'What came of asking for a new password.',
  () => [PasswordResetRequest, InvalidInput, IdempotencyKeyReused],
);

export const ResetPasswordResult = resultUnion('ResetPasswordResult', 'What came of setting a new password.', () => [
  PasswordReset,
  InvalidInput,
  TokenNotUsable,
  IdempotencyKeyReused,
]);

export const ChangePasswordResult = resultUnion('ChangePasswordResult', 'What came of changing the password.', () => [
  Viewer,
  InvalidInput,
  InvalidCredentials,
  NotAllowed,
  TooManyAttempts,
  IdempotencyKeyReused,
]);
