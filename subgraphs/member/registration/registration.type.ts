import { Field, Int, ObjectType } from 'type-graphql';
import { Shows, ShowsNothingPersonal, ShowsRecord } from '../../../kit/graphql/leaf-declaration.ts';
import { resultUnion } from '../../../kit/graphql/result-union.ts';
import { IdempotencyKeyReused, InvalidInput, TooManyAttempts } from '../../../kit/graphql/problems.ts';
import { TokenNotUsable } from '../../../kit/proof/proof.problem.ts';
import { AuthorisationNotDeclared, PolicyVersionOutdated } from './registration.problem.ts';

@ObjectType('Registration', {
  description:
    'That a registration was taken in. It is the same for every address, known or not: what comes next stands in the mail to it.',
})
class Registration {
  @Field(() => String, { description: 'The address that a mail goes to, as it was understood. Never null.' })
  @Shows('pendingRegistrations.email')
  email!: string;

  @Field(() => Int, { description: 'For how many hours the address can be proven by the mail. Never null.' })
  @ShowsNothingPersonal()
  provableHours!: number;
}

@ObjectType('ProvenEmail', { description: 'An address that was proven; its account can sign in by it from now on.' })
@ShowsRecord('accounts')
class ProvenEmail {
  @Field(() => String, { description: 'The address. Never null.' })
  email!: string;

  @Field(() => String, {
    nullable: true,
    description: 'The login name of the account; null when none was wished, or somebody else has it.',
  })
  loginName!: string | null;
}

export const RegisterResult = resultUnion('RegisterResult', 'What came of registering.', () => [
  Registration,
  InvalidInput,
  AuthorisationNotDeclared,
  PolicyVersionOutdated,
  TooManyAttempts,
  IdempotencyKeyReused,
]);

export const ProveEmailResult = resultUnion('ProveEmailResult', 'What came of proving an address.', () => [
  ProvenEmail,
  InvalidInput,
  TokenNotUsable,
  IdempotencyKeyReused,
]);
