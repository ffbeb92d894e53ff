import { Directive, Field, ID, Int, ObjectType } from 'type-graphql';
import { Shows, ShowsRecord } from '../../../kit/graphql/leaf-declaration.ts';
import { Node } from '../../../kit/graphql/node.type.ts';
import { ContactPerson } from './contact-person.type.ts';
import { LegalForm } from './legal-form.enum.ts';

@ObjectType('StoreContact', { description: 'How to reach a company, as far as its store shows it.' })
@ShowsRecord('companies', 'contact')
export class StoreContact {
  @Field(() => String, { nullable: true, description: 'E-mail address of the company; null when it is not shown.' })
  email!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Telephone in international form, such as `+90 212 …`; null when it is not shown.',
  })
  telephone!: string | null;

  @Field(() => String, { nullable: true, description: 'Fax in international form; null when it is not shown.' })
  fax!: string | null;

  @Field(() => String, { nullable: true, description: 'Address of its web site; null when it is not shown.' })
  website!: string | null;

  @Field(() => [ContactPerson], { description: 'People whom the store shows as contacts. Empty when it shows none.' })
  persons!: ContactPerson[];
}

@ObjectType('CompanyIdentifier', { description: 'A public registration of a company.' })
@ShowsRecord('companies', 'identifiers')
export class CompanyIdentifier {
  @Field(() => String, {
    description:
      '`VKN` (Turkish tax number), `USCC` (Chinese unified social credit code, GB 32100), `EU_VAT` (with the prefix of its member state), `LEI` (ISO 17442) or `REGISTRY`. Never null.',
  })
  scheme!: string;

  @Field(() => String, { description: 'The number; it passes the check digit of its scheme. Never null.' })
  value!: string;
}

@ObjectType('Company', {
  implements: Node,
  description: 'A supplier: a legal entity or a sole trader that offers goods.',
})
@Directive('@key(fields: "id")')
@ShowsRecord('companies')
export class Company extends Node {
  @Field(() => ID, { description: 'Opaque and unique across all types. Never null; never reused.' })
  declare id: string;

  @Field(() => String, {
    description: 'Its name in web addresses: lower-case letters, digits and hyphens. Never null.',
  })
  slug!: string;

  @Field(() => String, { description: "Name in the reader's language, or in the next best one. Never null." })
  name!: string;

  @Field(() => LegalForm, { description: 'Whether it is a legal entity or a person who trades. Never null.' })
  @Shows('companies.traderRef')
  legalForm!: LegalForm;

  @Field(() => String, { description: 'Country of its seat, ISO 3166-1 alpha-2. Never null.' })
  country!: string;

  @Field(() => String, {
    nullable: true,
    description: 'Province of its seat, such as `TR-34` or `CN-33`; null outside Türkiye and China.',
  })
  region!: string | null;

  @Field(() => String, { nullable: true, description: 'City or district of its seat; null when it is not known.' })
  city!: string | null;

  @Field(() => Boolean, { description: 'Whether its existence is verified at this moment. Never null.' })
  @Shows('companies.verifiedUntil')
  verified!: boolean;

  @Field(() => [String], { description: "Its main products in the reader's language. Empty when it named none." })
  mainProducts!: string[];

  @Field(() => String, { nullable: true, description: 'Plain text; null when it wrote none.' })
  description!: string | null;

  @Field(() => String, { nullable: true, description: 'Street address; null when it is not shown.' })
  address!: string | null;

  @Field(() => [CompanyIdentifier], { description: 'Its public registrations. Empty when none were given.' })
  identifiers!: CompanyIdentifier[];

  @Field(() => Int, { nullable: true, description: 'Year in which it was founded; null when it is not known.' })
  foundedYear!: number | null;

  @Field(() => StoreContact, {
    nullable: true,
    description: 'What the store chose to show; null when nothing at all is shown, no person either.',
  })
  contact!: StoreContact | null;

  @Field(() => Int, {
    description: 'Rises with every change of it; a change says from which version it was made. Never null.',
  })
  version!: number;
}
