import { Field, InputType } from 'type-graphql';
import { TakesNothingPersonal, Takes } from '../../../kit/graphql/leaf-declaration.ts';

@InputType('CancelMyAccountInput', { description: 'The cancellation of the account of whoever asks.' })
export class CancelMyAccountInput {
  @Field(() => String, { description: 'The password of the account, once more.' })
  @Takes('accounts.passwordHash')
  password!: string;

  @Field(() => String, {
    nullable: true,
    description: 'What the app shows now, or a recovery code; null: the account asks for none.',
  })
  @Takes('accounts.secondFactor.secret')
  secondFactorCode?: string | null;

  @Field(() => String, {
    description: 'Makes repeats of this request take effect once. Visible ASCII, 1 to 128 characters.',
  })
  @TakesNothingPersonal()
  idempotencyKey!: string;
}

@InputType('KeepMyAccountInput', { description: 'Takes a cancellation back.' })
@TakesNothingPersonal()
export class KeepMyAccountInput {
  @Field(() => String, { description: 'The token of the mail about the cancellation.' })
  token!: string;

  @Field(() => String, {
    description:
      'Makes repeats of this request take effect once. Visible ASCII, 22 to 128 characters that nobody can guess.',
  })
  idempotencyKey!: string;
}
