import { Field, ID, ObjectType } from 'type-graphql';
import { DateTimeScalar } from '../../../kit/graphql/date-time.scalar.ts';
import { Shows } from '../../../kit/graphql/leaf-declaration.ts';
import { ContactVisibility } from './contact-visibility.enum.ts';

@ObjectType('StoreContactLine', { description: 'One way to reach a company, as its members see it.' })
export class StoreContactLine {
  @Field(() => String, { description: 'The address or number. Never null.' })
  @Shows('companies.contact.email', 'companies.contact.telephone', 'companies.contact.fax', 'companies.contact.website')
  value!: string;

  @Field(() => ContactVisibility, { description: 'Who sees it. Never null.' })
  @Shows('companies.contact.visibility.email')
  visibility!: ContactVisibility;
}

@ObjectType('StoreContactPerson', {
  description: 'A person whom a company gives as a contact, as its members see them.',
})
export class StoreContactPerson {
  @Field(() => ID, { description: 'Names the person in changes of the contact. Never null.' })
  @Shows('companies.persons.personRef')
  personId!: string;

  @Field(() => String, { description: 'Name as the person writes it. Never null.' })
  @Shows('companies.persons.name')
  name!: string;

  @Field(() => String, { description: 'What the person does there. Never null.' })
  @Shows('companies.persons.role')
  role!: string;

  @Field(() => String, { nullable: true, description: 'E-mail address of the person; null when none was given.' })
  @Shows('companies.persons.email')
  email!: string | null;

  @Field(() => String, { nullable: true, description: 'Telephone of the person; null when none was given.' })
  @Shows('companies.persons.telephone')
  telephone!: string | null;

  @Field(() => ContactVisibility, { description: 'Who sees the person. Never null.' })
  @Shows('companies.persons.shown', 'companies.persons.afterInquiry')
  visibility!: ContactVisibility;

  @Field(() => DateTimeScalar, { description: 'When it was declared that the person agreed to be named. Never null.' })
  @Shows('companies.persons.declaredAt')
  authorisationDeclaredAt!: Date;
}

@ObjectType('StoreContacts', { description: 'Every way to reach a company, public or not, as its members see it.' })
export class StoreContacts {
  @Field(() => StoreContactLine, { nullable: true, description: 'E-mail address; null when there is none.' })
  email!: StoreContactLine | null;

  @Field(() => StoreContactLine, { nullable: true, description: 'Telephone; null when there is none.' })
  telephone!: StoreContactLine | null;

  @Field(() => StoreContactLine, { nullable: true, description: 'Fax; null when there is none.' })
  fax!: StoreContactLine | null;

  @Field(() => StoreContactLine, { nullable: true, description: 'Web site; null when there is none.' })
  website!: StoreContactLine | null;

  @Field(() => [StoreContactPerson], { description: 'All contact persons. Empty when there are none.' })
  persons!: StoreContactPerson[];
}
