import { Field, ID, ObjectType } from 'type-graphql';
import { DateTimeScalar } from '../../../kit/graphql/date-time.scalar.ts';
import { Shows, ShowsNothingPersonal } from '../../../kit/graphql/leaf-declaration.ts';
import { Node } from '../../../kit/graphql/node.type.ts';
import { PageInfo } from '../../../kit/graphql/page-info.type.ts';
import { CompanyRoleEnum } from './company-role.enum.ts';

@ObjectType('CompanyMember', {
  implements: Node,
  description: 'Somebody who acts for a company, as other members of it see them.',
})
export class CompanyMember extends Node {
  @Field(() => ID, { description: 'Opaque and unique across all types. Never null; never reused.' })
  @Shows('memberships._id')
  declare id: string;

  @Field(() => String, { nullable: true, description: 'Name; null when the account is not there any more.' })
  @Shows('accounts.name')
  name!: string | null;

  @Field(() => String, { nullable: true, description: 'E-mail address; null when the account is not there any more.' })
  @Shows('accounts.email')
  email!: string | null;

  @Field(() => CompanyRoleEnum, { description: 'What the member may do. Never null.' })
  @Shows('memberships.role')
  role!: CompanyRoleEnum;

  @Field(() => DateTimeScalar, { description: 'Since when the member acts for the company. Never null.' })
  @Shows('memberships.since')
  since!: Date;

  @Field(() => Boolean, { description: 'Whether it is who asks. Never null.' })
  @ShowsNothingPersonal()
  isViewer!: boolean;
}

@ObjectType('CompanyMemberEdge', { description: 'A member in a list of members.' })
export class CompanyMemberEdge {
  @Field(() => String, { description: 'Where it stands; give it as `after`. Never null.' })
  @ShowsNothingPersonal()
  cursor!: string;

  @Field(() => CompanyMember, { nullable: true, description: 'The member; null when it vanished meanwhile.' })
  node!: CompanyMember | null;
}

@ObjectType('CompanyMemberConnection', { description: 'Members of a company, who came first first.' })
export class CompanyMemberConnection {
  @Field(() => [CompanyMemberEdge], { description: 'The members of this page. Never null.' })
  edges!: CompanyMemberEdge[];

  @Field(() => PageInfo, { description: 'Where the page stands. Never null.' })
  pageInfo!: PageInfo;
}

@ObjectType('OwnershipOffer', { description: 'An owner offers another member to be the owner in their place.' })
export class OwnershipOffer {
  @Field(() => CompanyMember, { nullable: true, description: 'Who offers; null when they left the company.' })
  from!: CompanyMember | null;

  @Field(() => CompanyMember, { nullable: true, description: 'To whom; null when they left the company.' })
  to!: CompanyMember | null;

  @Field(() => DateTimeScalar, { description: 'Until when it can be accepted. Never null.' })
  @Shows('ownershipOffers.offeredAt')
  expiresAt!: Date;
}
