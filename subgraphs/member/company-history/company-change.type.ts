import { Field, ID, ObjectType } from 'type-graphql';
import { DateTimeScalar } from '../../../kit/graphql/date-time.scalar.ts';
import { Shows, ShowsNothingPersonal } from '../../../kit/graphql/leaf-declaration.ts';
import { Node } from '../../../kit/graphql/node.type.ts';
import { PageInfo } from '../../../kit/graphql/page-info.type.ts';
import { CompanyMember } from '../membership/company-member.type.ts';

@ObjectType('ChangedField', { description: 'One field of a company that was changed.' })
export class ChangedField {
  @Field(() => String, {
    description: 'Name of the field, such as `description`; `contact` and `persons`. Never null.',
  })
  @ShowsNothingPersonal()
  field!: string;

  @Field(() => String, {
    nullable: true,
    description: 'What stood there before, as JSON; null: nothing, or, of contact and persons, not kept.',
  })
  @Shows('companyHistory.before')
  before!: string | null;
}

@ObjectType('CompanyChange', {
  implements: Node,
  description: 'A change of what others see of a company, kept for twelve months.',
})
export class CompanyChange extends Node {
  @Field(() => ID, { description: 'Opaque and unique across all types. Never null; never reused.' })
  @ShowsNothingPersonal()
  declare id: string;

  @Field(() => DateTimeScalar, { description: 'When it was made. Never null.' })
  @ShowsNothingPersonal()
  at!: Date;

  @Field(() => CompanyMember, {
    nullable: true,
    description: 'Who made it; null when they do not act for the company any more.',
  })
  by!: CompanyMember | null;

  @Field(() => [ChangedField], { description: 'What was changed. Never null.' })
  fields!: ChangedField[];
}

@ObjectType('CompanyChangeEdge', { description: 'A change in a list of changes.' })
export class CompanyChangeEdge {
  @Field(() => String, { description: 'Where it stands; give it as `after`. Never null.' })
  @ShowsNothingPersonal()
  cursor!: string;

  @Field(() => CompanyChange, { nullable: true, description: 'The change; null when it vanished meanwhile.' })
  node!: CompanyChange | null;
}

@ObjectType('CompanyChangeConnection', { description: 'Changes of a company, the newest first.' })
export class CompanyChangeConnection {
  @Field(() => [CompanyChangeEdge], { description: 'The changes of this page. Never null.' })
  edges!: CompanyChangeEdge[];

  @Field(() => PageInfo, { description: 'Where the page stands. Never null.' })
  pageInfo!: PageInfo;
}
