import { Field, InputType } from 'type-graphql';
import { Takes, TakesNothingPersonal } from '../../../kit/graphql/leaf-declaration.ts';

@InputType('SignInInput', { description: 'Who somebody is, and the proof.' })
export class SignInInput {
  @Field(() => String, { description: 'The e-mail address or the login name of the account.' })
  @Takes('accounts.email', 'accounts.loginName')
  login!: string;

  @Field(() => String, { description: 'The password.' })
  @Takes('accounts.passwordHash')
  password!: string;

  @Field(() => String, {
    nullable: true,
    description: 'A code of the second factor, or a recovery code; null for an account without one.',
  })
  @Takes('accounts.secondFactor.secret', 'accounts.secondFactor.recoveryCodeHashes')
  code!: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      'The same for each repeat of one sign-in, at least 22 visible ASCII characters, such as a random UUID: a repeat with the same password answers with the same session. Null: each request opens one.',
  })
  @TakesNothingPersonal()
  idempotencyKey!: string | null;
}
