import { Field, InputType, Int } from 'type-graphql';
import { Takes, TakesNothingPersonal } from '../../../kit/graphql/leaf-declaration.ts';
import { LocaleEnum } from '../../../kit/graphql/locale.enum.ts';

const KEY = 'Names this intention: a random text such as a UUID. A repeat with the same key has no further effect.';
const NEW_PASSWORD =
  '8 to 128 characters of any script, not among the common ones, not made of your address or name; stored as a salted hash.';

@InputType('UpdateAccountInput', {
  description: 'What is to be changed of the account of whoever asks. What is absent stays as it is.',
})
export class UpdateAccountInput {
  @Field(() => Int, { description: 'The version of the account from which the change is made.' })
  @TakesNothingPersonal()
  expectedVersion!: number;

  @Field(() => String, { nullable: true, description: 'Name of the holder; absent or null: as it is.' })
  @Takes('accounts.name')
  name?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Whom the directory turns to; null: the holder; absent: as it is.',
  })
  @Takes('accounts.contactPerson')
  contactPerson?: string | null;

  @Field(() => Boolean, {
    nullable: true,
    description:
      'That another contact person, who is given here, has agreed to it: has to be true then, and is kept with its time. Null: nobody else is given.',
  })
  @Takes('accounts.authorisationDeclaredAt')
  authorisationDeclared?: boolean | null;

  @Field(() => String, {
    nullable: true,
    description: 'Mobile number in international form; null: none; absent: as it is.',
  })
  @Takes('accounts.mobile')
  mobile?: string | null;

  @Field(() => LocaleEnum, { nullable: true, description: 'Language of mails; absent or null: as it is.' })
  @Takes('accounts.locale')
  locale?: LocaleEnum | null;

  @Field(() => String, {
    nullable: true,
    description:
      'Another way to sign in: 3 to 30 letters, digits, dots, underscores or hyphens; null: none; absent: as it is.',
  })
  @Takes('accounts.loginName')
  loginName?: string | null;

  @Field(() => String, { description: KEY })
  @TakesNothingPersonal()
  idempotencyKey!: string;
}

@InputType('ChangeEmailInput', {
  description: 'The address that the account is to have, and the proof that its holder asks.',
})
export class ChangeEmailInput {
  @Field(() => String, { description: 'The new address; a mail to it asks for its proof (`proveEmail`).' })
  @Takes('proofs.email')
  email!: string;

  @Field(() => String, { description: 'The password of the account.' })
  @Takes('accounts.passwordHash')
  password!: string;

  @Field(() => String, { description: KEY })
  @TakesNothingPersonal()
  idempotencyKey!: string;
}

@InputType('UndoEmailChangeInput', { description: 'Takes a change of the address back.' })
export class UndoEmailChangeInput {
  @Field(() => String, { description: 'The token of the mail to the old address.' })
  @Takes('proofs.hash')
  token!: string;

  @Field(() => String, { description: KEY })
  @TakesNothingPersonal()
  idempotencyKey!: string;
}

@InputType('RequestPasswordResetInput', { description: 'Who cannot sign in any more.' })
export class RequestPasswordResetInput {
  @Field(() => String, { description: 'The e-mail address of the account.' })
  @Takes('accounts.email')
  email!: string;

  @Field(() => String, { description: KEY })
  @TakesNothingPersonal()
  idempotencyKey!: string;
}

@InputType('ResetPasswordInput', { description: 'A new password, and the proof that its holder sets it.' })
export class ResetPasswordInput {
  @Field(() => String, { description: 'The token of the mail.' })
  @Takes('proofs.hash')
  token!: string;

  @Field(() => String, { description: NEW_PASSWORD })
  @Takes('accounts.passwordHash')
  newPassword!: string;

  @Field(() => String, { description: KEY })
  @TakesNothingPersonal()
  idempotencyKey!: string;
}

@InputType('ChangePasswordInput', { description: 'A new password in the place of the one in force.' })
export class ChangePasswordInput {
  @Field(() => String, { description: 'The password in force.' })
  @Takes('accounts.passwordHash')
  currentPassword!: string;

  @Field(() => String, { description: NEW_PASSWORD })
  @Takes('accounts.passwordHash')
  newPassword!: string;

  @Field(() => String, { description: KEY })
  @TakesNothingPersonal()
  idempotencyKey!: string;
}
