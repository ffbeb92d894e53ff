import { Field, InputType } from 'type-graphql';
import { Takes, TakesNothingPersonal } from '../../../kit/graphql/leaf-declaration.ts';
import { LocaleEnum } from '../../../kit/graphql/locale.enum.ts';
import { LegalForm } from '../company/legal-form.enum.ts';

@InputType('RegisterInput', {
  description:
    'What is needed to open an account for a company, and no more. Name, contact person, e-mail address and password open and keep the account and are kept as long as it is; login name and mobile number are optional.',
})
export class RegisterInput {
  @Field(() => String, {
    description: 'Name of the company, 1 to 200 characters, as it writes it. Needed to list the company.',
  })
  @Takes('pendingRegistrations.companyName')
  companyName!: string;

  @Field(() => String, { description: 'Country of its seat, ISO 3166-1 alpha-2. Needed to list the company.' })
  @Takes('pendingRegistrations.country')
  country!: string;

  @Field(() => LegalForm, {
    defaultValue: LegalForm.ENTITY,
    description: 'Whether the company is a person who trades; what a sole trader says of the company is personal data.',
  })
  @Takes('pendingRegistrations.legalForm')
  legalForm!: LegalForm;

  @Field(() => String, {
    description: 'Name of whoever opens the account, 1 to 200 characters. Needed to address you.',
  })
  @Takes('pendingRegistrations.name')
  name!: string;

  @Field(() => String, {
    description: 'Whom we turn to in the company, 1 to 200 characters; may be you. Needed to reach the company.',
  })
  @Takes('pendingRegistrations.contactPerson')
  contactPerson!: string;

  @Field(() => String, { description: 'Address that a mail proves. Needed to sign in and to write to you.' })
  @Takes('pendingRegistrations.email')
  email!: string;

  @Field(() => String, {
    description:
      '8 to 128 characters of any script, not among the common ones, not made of your address or name. Needed to sign in; stored as a salted hash.',
  })
  @Takes('pendingRegistrations.passwordHash')
  password!: string;

  @Field(() => String, {
    nullable: true,
    description:
      'Another way to sign in: 3 to 30 letters, digits, dots, underscores or hyphens. Null: none. When somebody has it already, the account has none, and a mail says so.',
  })
  @Takes('pendingRegistrations.loginName')
  loginName!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Mobile number in international form, such as `+90 532 …`. Null: none.',
  })
  @Takes('pendingRegistrations.mobile')
  mobile!: string | null;

  @Field(() => Boolean, {
    nullable: true,
    description:
      'That we may write to you again beyond the account itself, if you asked us not to when your data was erased. Null or false: as you asked then.',
  })
  @Takes('pendingRegistrations.mayContactAgain')
  mayContactAgain?: boolean | null;

  @Field(() => LocaleEnum, {
    nullable: true,
    description: 'In which language we write to you; null: that of the request.',
  })
  @Takes('pendingRegistrations.locale')
  locale!: LocaleEnum | null;

  @Field(() => String, {
    description: 'Version of the privacy policy that was accepted: `privacyPolicy { version }` gives the one in force.',
  })
  @Takes('pendingRegistrations.acceptedPolicyVersion')
  acceptedPolicyVersion!: string;

  @Field(() => Boolean, {
    description: 'That whoever else is named here has agreed to it. Has to be true; kept with its time.',
  })
  @Takes('pendingRegistrations.createdAt')
  authorisationDeclared!: boolean;

  @Field(() => String, {
    description:
      'Names this intention: at least 128 random bits, such as a UUID. A repeat with the same key has no further effect.',
  })
  @TakesNothingPersonal()
  idempotencyKey!: string;
}

@InputType('ProveEmailInput', { description: 'Proof that whoever sends it reads the mails of an address.' })
export class ProveEmailInput {
  @Field(() => String, { description: 'The token of the mail.' })
  @Takes('pendingRegistrations.hash', 'proofs.hash')
  token!: string;

  @Field(() => String, {
    description:
      'Names this intention: at least 128 random bits, such as a UUID. A repeat with the same key has no further effect.',
  })
  @TakesNothingPersonal()
  idempotencyKey!: string;
}
