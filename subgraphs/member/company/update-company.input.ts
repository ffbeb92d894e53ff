import { Field, ID, InputType, Int } from 'type-graphql';
import { Takes, TakesNothingPersonal } from '../../../kit/graphql/leaf-declaration.ts';
import { IdentifierSchemeEnum } from '../identifier/identifier-scheme.enum.ts';
import { LocalizedTextInput, LocalizedTextsInput } from './localized-text.input.ts';

@InputType('CompanyIdentifierInput', { description: 'A public registration of a company.' })
export class CompanyIdentifierInput {
  @Field(() => IdentifierSchemeEnum, { description: "One that the company's country has. Never null." })
  @Takes('companies.identifiers.scheme')
  scheme!: IdentifierSchemeEnum;

  @Field(() => String, { description: 'The number; blanks, dashes, dots and small letters are mended. Never null.' })
  @Takes('companies.identifiers.value')
  value!: string;
}

@InputType('UpdateCompanyInput', {
  description:
    'What is to change of a company. A field that is left out stays as it is; a list replaces the whole list. Its legal form cannot change.',
})
export class UpdateCompanyInput {
  @Field(() => ID, { nullable: true, description: 'The company; null: the one that whoever asks acts for.' })
  @Takes('companies._id')
  id?: string | null;

  @Field(() => Int, {
    description: 'The `version` of the company that the change was made from; another one is a conflict. Never null.',
  })
  @TakesNothingPersonal()
  expectedVersion!: number;

  @Field(() => [LocalizedTextInput], {
    nullable: true,
    description:
      'Its name, in one to three languages, at most 200 characters each; null: stays. What is verified of the company has to be verified anew under a new name.',
  })
  name?: LocalizedTextInput[] | null;

  @Field(() => String, {
    nullable: true,
    description:
      'Country of its seat, ISO 3166-1 alpha-2; null: stays. What is verified of the company has to be verified anew in another country.',
  })
  @Takes('companies.country')
  country?: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      'Province of its seat in Türkiye or China, such as `TR-34`; left out: stays; null: none. A verified address has to be verified anew.',
  })
  @Takes('companies.region')
  region?: string | null;

  @Field(() => [LocalizedTextInput], {
    nullable: true,
    description:
      'City or district of its seat, at most 100 characters in each language; left out: stays; null: none. A verified address has to be verified anew.',
  })
  city?: LocalizedTextInput[] | null;

  @Field(() => String, {
    nullable: true,
    description:
      'Street address for everybody to see, at most 300 characters; left out: stays; null: not shown. A verified address has to be verified anew.',
  })
  @Takes('companies.address')
  address?: string | null;

  @Field(() => [LocalizedTextsInput], {
    nullable: true,
    description: 'Its main products, at most 20 of 100 characters in each language; left out: stays; null: none.',
  })
  mainProducts?: LocalizedTextsInput[] | null;

  @Field(() => [LocalizedTextInput], {
    nullable: true,
    description: 'Plain text, at most 5000 characters in each language; left out: stays; null: none.',
  })
  description?: LocalizedTextInput[] | null;

  @Field(() => [String], {
    nullable: true,
    description: 'Codes of the categories that it trades in, at most 50; left out: stays; null: none.',
  })
  @Takes('companies.categoryCodes')
  categoryCodes?: string[] | null;

  @Field(() => Int, {
    nullable: true,
    description: 'Year in which it was founded, from 1000 to now; left out: stays; null: not known.',
  })
  @Takes('companies.foundedYear')
  foundedYear?: number | null;

  @Field(() => [CompanyIdentifierInput], {
    nullable: true,
    description:
      'Its public registrations, at most 10, each scheme and number once; left out: stays; null: none. Verified existence and licences have to be verified anew.',
  })
  identifiers?: CompanyIdentifierInput[] | null;

  @Field(() => String, {
    nullable: true,
    description: 'Makes repeats of this request take effect once; null: the expected version alone sees to that.',
  })
  @TakesNothingPersonal()
  idempotencyKey?: string | null;
}
