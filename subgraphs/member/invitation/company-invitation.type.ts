import { Field, ID, ObjectType, registerEnumType } from 'type-graphql';
import { DateTimeScalar } from '../../../kit/graphql/date-time.scalar.ts';
import { Shows, ShowsNothingPersonal, ShowsRecord } from '../../../kit/graphql/leaf-declaration.ts';
import { CompanyRoleEnum } from '../membership/company-role.enum.ts';

export enum InvitationState {
  OPEN = 'OPEN',
  ACCEPTED = 'ACCEPTED',
  REVOKED = 'REVOKED',
}

registerEnumType(InvitationState, {
  name: 'InvitationState',
  description: 'What became of an invitation.',
  valuesConfig: {
    OPEN: { description: 'It can be accepted.' },
    ACCEPTED: { description: 'It was accepted.' },
    REVOKED: { description: 'An owner took it back, or sent another to the same address.' },
  },
});

@ObjectType('CompanyInvitation', { description: 'An invitation to act for a company, as its owners see it.' })
@ShowsRecord('invitations')
export class CompanyInvitation {
  @Field(() => ID, { description: 'Names it when it is revoked. Never null.' })
  @Shows('invitations._id')
  invitationId!: string;

  @Field(() => String, { description: 'To which address it was sent. Never null.' })
  email!: string;

  @Field(() => CompanyRoleEnum, { description: 'As what the invited person would act. Never null.' })
  role!: CompanyRoleEnum;

  @Field(() => InvitationState, { description: 'What became of it. Never null.' })
  @ShowsNothingPersonal()
  state!: InvitationState;

  @Field(() => DateTimeScalar, { description: 'When it was sent. Never null.' })
  invitedAt!: Date;

  @Field(() => DateTimeScalar, { description: 'Until when it can be accepted. Never null.' })
  @Shows('invitations.invitedAt')
  expiresAt!: Date;
}
