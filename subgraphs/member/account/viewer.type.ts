import { Directive, Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import { DateTimeScalar } from '../../../kit/graphql/date-time.scalar.ts';
import { Shows, ShowsRecord } from '../../../kit/graphql/leaf-declaration.ts';
import { LocaleEnum } from '../../../kit/graphql/locale.enum.ts';
import { Node } from '../../../kit/graphql/node.type.ts';
import { Company } from '../company/company.type.ts';

export enum StaffRole {
  PRIVACY_OFFICER = 'PRIVACY_OFFICER',
  VERIFIER = 'VERIFIER',
  SUPPORT = 'SUPPORT',
  ADMINISTRATOR = 'ADMINISTRATOR',
}

registerEnumType(StaffRole, {
  name: 'StaffRole',
  description: 'What somebody of the staff is trusted with.',
  valuesConfig: {
    PRIVACY_OFFICER: { description: 'Carries out the requests of data subjects.' },
    VERIFIER: { description: 'Decides on claims of companies, and on what may be offered.' },
    SUPPORT: { description: 'Helps members.' },
    ADMINISTRATOR: { description: 'Looks after the directory as a whole.' },
  },
});

@ObjectType('Viewer', { implements: Node, description: 'Whoever is signed in, as they see their own account.' })
@Directive('@key(fields: "id")')
@ShowsRecord('accounts')
export class Viewer extends Node {
  @Field(() => ID, { description: 'Opaque and unique across all types. Never null; never reused.' })
  declare id: string;

  @Field(() => String, { description: 'The proven address of the account. Never null.' })
  email!: string;

  @Field(() => String, { nullable: true, description: 'Another way to sign in; null when there is none.' })
  loginName!: string | null;

  @Field(() => String, { description: 'Name of the holder. Never null.' })
  name!: string;

  @Field(() => String, { nullable: true, description: 'Whom the directory turns to; null: the holder.' })
  contactPerson!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Mobile number, a plus sign and digits; null when none was given.',
  })
  mobile!: string | null;

  @Field(() => LocaleEnum, { description: 'In which language the directory writes to the holder. Never null.' })
  locale!: LocaleEnum;

  @Field(() => [StaffRole], { description: 'What the holder is trusted with as staff. Empty for members.' })
  staffRoles!: StaffRole[];

  @Field(() => Boolean, { description: 'Whether signing in asks for a code beside the password. Never null.' })
  @Shows('accounts.secondFactor.confirmedAt')
  hasSecondFactor!: boolean;

  @Field(() => String, {
    nullable: true,
    description: 'Version of the privacy policy that was accepted last; null when none was, as by staff.',
  })
  @Shows('accounts.acceptedPolicies.version')
  acceptedPolicyVersion!: string | null;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'When the holder declared that whoever else was named had agreed; null when nobody was named.',
  })
  authorisationDeclaredAt!: Date | null;

  @Field(() => DateTimeScalar, { description: 'When the account was opened. Never null.' })
  createdAt!: Date;

  @Field(() => Int, { description: 'Counts changes: send it as `expectedVersion` with the next one. Never null.' })
  version!: number;

  @Field(() => Company, {
    nullable: true,
    description: 'The company that the account acts for, also when readers do not see it; null for none.',
  })
  company!: Company | null;
}
