import { ObjectType } from 'type-graphql';
import { ShowsNothingPersonal } from '../../../kit/graphql/leaf-declaration.ts';
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

export const invalidCredentials = (
  message = 'Expected a login and its password, got a pair that is none. Check both, or reset the password.',
): InvalidCredentials => Object.assign(new InvalidCredentials(), { message });

export const secondFactorRequired = (): SecondFactorRequired =>
  Object.assign(new SecondFactorRequired(), {
    message: 'Expected a code from your app, or a recovery code, got none. Repeat with `code`.',
  });
