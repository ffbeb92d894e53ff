import { Field, ObjectType } from 'type-graphql';
import { DateTimeScalar } from '../../../kit/graphql/date-time.scalar.ts';
import { Shows, ShowsNothingPersonal } from '../../../kit/graphql/leaf-declaration.ts';
import { Problem } from '../../../kit/graphql/problem.type.ts';

@ObjectType('InvalidCredentials', {
  implements: Problem,
  description:
    'What was given proves nobody. The same, whether the login or the password is wrong, or the account may not sign in; of a refresh token: it holds no more, sign in again.',
})
@ShowsNothingPersonal()
export class InvalidCredentials extends Problem {}

@ObjectType('SecondFactorRequired', {
  implements: Problem,
  description: 'The password is right, and the account asks for a code too. Repeat with `code`.',
})
@ShowsNothingPersonal()
export class SecondFactorRequired extends Problem {}

@ObjectType('AccountCancelled', {
  implements: Problem,
  description:
    'All that was given is right, and the account was cancelled: nobody signs in to it. The mail about it has the link that takes it back. Told only to whoever proved to be its holder.',
})
export class AccountCancelled extends Problem {
  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'Until when it can be taken back; null: that is over, and what is held is being erased.',
  })
  @Shows('restrictions.reasons.until')
  keepUntil!: Date | null;
}

export const invalidCredentials = (
  message = 'Expected a login and its password, got a pair that is none. Check both, or reset the password.',
): InvalidCredentials => Object.assign(new InvalidCredentials(), { message });

export const secondFactorRequired = (): SecondFactorRequired =>
  Object.assign(new SecondFactorRequired(), {
    message: 'Expected a code from your app, or a recovery code, got none. Repeat with `code`.',
  });

export const accountCancelled = (keepUntil: Date | null): AccountCancelled =>
  Object.assign(new AccountCancelled(), {
    keepUntil,
    message: keepUntil
      ? `The account was cancelled. It can be taken back until ${keepUntil.toISOString()}, by the link in the mail about it.`
      : 'The account was cancelled, and the time is over in which that could be taken back.',
  });
