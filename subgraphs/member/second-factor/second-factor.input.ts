import { Field, InputType } from 'type-graphql';
import { Takes, TakesNothingPersonal } from '../../../kit/graphql/leaf-declaration.ts';

const KEY =
  'The same for each repeat of one intention, 1 to 128 visible ASCII characters; null: each request is one of its own.';

@InputType('StartSecondFactorInput', { description: 'Begins a second factor.' })
export class StartSecondFactorInput {
  @Field(() => String, { description: 'The password, again.' })
  @Takes('accounts.passwordHash')
  password!: string;

  @Field(() => String, { nullable: true, description: KEY })
  @TakesNothingPersonal()
  idempotencyKey!: string | null;
}

@InputType('ConfirmSecondFactorInput', { description: 'Puts a second factor in force.' })
export class ConfirmSecondFactorInput {
  @Field(() => String, { description: 'The code that the app shows now.' })
  @Takes('accounts.secondFactor.secret')
  code!: string;

  @Field(() => String, { nullable: true, description: KEY })
  @TakesNothingPersonal()
  idempotencyKey!: string | null;
}

@InputType('EndSecondFactorInput', { description: 'Takes the second factor away.' })
export class EndSecondFactorInput {
  @Field(() => String, { description: 'The password, again.' })
  @Takes('accounts.passwordHash')
  password!: string;

  @Field(() => String, { nullable: true, description: KEY })
  @TakesNothingPersonal()
  idempotencyKey!: string | null;
}
