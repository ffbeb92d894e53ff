import { Field, ID, InputType, Int } from 'type-graphql';
import { Takes, TakesNothingPersonal } from '../../../kit/graphql/leaf-declaration.ts';
import { ContactVisibility } from './contact-visibility.enum.ts';

@InputType('ContactLineInput', { description: 'One way to reach a company.' })
export class ContactLineInput {
  @Field(() => String, { description: 'The address or number. Never null; to take it away, give null for the line.' })
  @Takes('companies.contact.email', 'companies.contact.telephone', 'companies.contact.fax', 'companies.contact.website')
  value!: string;

  @Field(() => ContactVisibility, { description: 'Who sees it. Never null.' })
  @Takes('companies.contact.visibility.email')
  visibility!: ContactVisibility;
}

@InputType('ContactPersonInput', { description: 'A person whom a company gives as a contact.' })
export class ContactPersonInput {
  @Field(() => ID, {
    nullable: true,
    description: 'The `personId` of a person who is there already, as `storeContacts` shows it; null: somebody new.',
  })
  @Takes('companies.persons.personRef')
  personId?: string | null;

  @Field(() => String, { description: 'Name as the person writes it, at most 200 characters. Never null.' })
  @Takes('companies.persons.name')
  name!: string;

  @Field(() => String, { description: 'What the person does there, at most 100 characters. Never null.' })
  @Takes('companies.persons.role')
  role!: string;

  @Field(() => String, { nullable: true, description: 'E-mail address of the person; null: none.' })
  @Takes('companies.persons.email')
  email?: string | null;

  @Field(() => String, { nullable: true, description: 'Telephone in international form; null: none.' })
  @Takes('companies.persons.telephone')
  telephone?: string | null;

  @Field(() => ContactVisibility, { description: 'Who sees the person. Never null.' })
  @Takes('companies.persons.shown')
  visibility!: ContactVisibility;

  @Field(() => Boolean, {
    description:
      'The declaration that the person agreed to be named here; kept with its time. Nothing is taken without it. Never null.',
  })
  @Takes('companies.persons.declaredAt')
  authorisationDeclared!: boolean;
}

@InputType('UpdateStoreContactInput', {
  description: 'What is to change of how a store is reached. A line that is left out stays; null takes it away.',
})
export class UpdateStoreContactInput {
  @Field(() => ID, { nullable: true, description: 'The company; null: the one that whoever asks acts for.' })
  @Takes('companies._id')
  companyId?: string | null;

  @Field(() => Int, {
    description: 'The `version` of the company that the change was made from; another one is a conflict. Never null.',
  })
  @TakesNothingPersonal()
  expectedVersion!: number;

  @Field(() => ContactLineInput, { nullable: true, description: 'E-mail address; left out: stays; null: none.' })
  email?: ContactLineInput | null;

  @Field(() => ContactLineInput, {
    nullable: true,
    description: 'Telephone in international form, such as `+90 212 …`; left out: stays; null: none.',
  })
  telephone?: ContactLineInput | null;

  @Field(() => ContactLineInput, {
    nullable: true,
    description: 'Fax in international form; left out: stays; null: none.',
  })
  fax?: ContactLineInput | null;

  @Field(() => ContactLineInput, {
    nullable: true,
    description: 'Address of the web site, http or https; left out: stays; null: none.',
  })
  website?: ContactLineInput | null;

  @Field(() => [ContactPersonInput], {
    nullable: true,
    description: 'All contact persons, at most 20: whoever is not among them goes. Left out: stay; null: nobody.',
  })
  persons?: ContactPersonInput[] | null;

  @Field(() => String, {
    nullable: true,
    description: 'Makes repeats of this request take effect once; null: the expected version alone sees to that.',
  })
  @TakesNothingPersonal()
  idempotencyKey?: string | null;
}
