import { Field, ID, InputType } from 'type-graphql';
import { Takes, TakesNothingPersonal } from '../../../kit/graphql/leaf-declaration.ts';
import { LocaleEnum } from '../../../kit/graphql/locale.enum.ts';
import { CompanyRoleEnum } from '../membership/company-role.enum.ts';

@InputType('InviteMemberInput', { description: 'Who is to act for the company that you own.' })
export class InviteMemberInput {
  @Field(() => ID, { nullable: true, description: 'The company; null: the one that whoever asks acts for.' })
  @Takes('companies._id')
  companyId?: string | null;

  @Field(() => String, { description: 'E-mail address to which the invitation goes. Never null.' })
  @Takes('invitations.email')
  email!: string;

  @Field(() => CompanyRoleEnum, { description: 'As what. Never null.' })
  @Takes('invitations.role')
  role!: CompanyRoleEnum;

  @Field(() => LocaleEnum, { nullable: true, description: "The mail's language; null: that of the request." })
  @Takes('invitations.locale')
  locale?: LocaleEnum | null;

  @Field(() => Boolean, {
    description: 'That whoever is invited has agreed to it. Has to be true; kept with the time of the invitation.',
  })
  @Takes('invitations.invitedAt')
  authorisationDeclared!: boolean;

  @Field(() => String, { description: 'Makes repeats take effect once. Never null.' })
  @TakesNothingPersonal()
  idempotencyKey!: string;
}

@InputType('RevokeInvitationInput', { description: 'Which invitation is to count no more.' })
export class RevokeInvitationInput {
  @Field(() => ID, { description: 'The `invitationId`, as `invitations` shows it. Never null.' })
  @Takes('invitations._id')
  invitationId!: string;

  @Field(() => String, { nullable: true, description: 'Makes repeats take effect once; null: a repeat does no harm.' })
  @TakesNothingPersonal()
  idempotencyKey?: string | null;
}

@InputType('AcceptInvitationInput', { description: 'To act for the company of an invitation.' })
export class AcceptInvitationInput {
  @Field(() => String, { description: 'The code of the mail. Never null.' })
  @TakesNothingPersonal()
  token!: string;

  @Field(() => Boolean, {
    defaultValue: false,
    description:
      'Whether to leave the company that you act for now: an account acts for one. One in which nobody is left is closed.',
  })
  @TakesNothingPersonal()
  leaveCurrentCompany!: boolean;

  @Field(() => String, { description: 'Makes repeats take effect once. Never null.' })
  @TakesNothingPersonal()
  idempotencyKey!: string;
}
