import { Field, Int, ObjectType } from 'type-graphql';
import { ShowsAllOfTheViewer, ShowsNothingPersonal } from '../../../kit/graphql/leaf-declaration.ts';
import { PageInfo } from '../../../kit/graphql/page-info.type.ts';

@ObjectType('PersonalDataEntry', { description: 'What is held about whoever asks at one stored path.' })
@ShowsNothingPersonal()
export class PersonalDataEntry {
  @Field(() => String, { description: 'Where it is stored: database, collection and path. Never null.' })
  path!: string;

  @Field(() => String, { description: 'What it is, in words. Never null.' })
  label!: string;

  @Field(() => String, { description: 'Of what it is a part, in words. Never null.' })
  collectionLabel!: string;

  @Field(() => String, { description: 'Kind of data in the taxonomy of fideslang 3, such as `user.name`. Never null.' })
  category!: string;

  @Field(() => String, { description: 'From whom it is, in words. Never null.' })
  source!: string;

  @Field(() => [String], {
    description:
      'The first values, as texts: twenty at most, each cut after 500 characters. Empty when an export only says that they are there. Never null.',
  })
  @ShowsAllOfTheViewer()
  values!: string[];

  @Field(() => Int, { description: 'How many there are. Never null.' })
  @ShowsAllOfTheViewer()
  count!: number;

  @Field(() => String, {
    nullable: true,
    description:
      'The mutation that corrects it, such as `updateAccount`. Null: it is a record of what happened, and a request about one’s rights is the way.',
  })
  correctedBy!: string | null;
}

@ObjectType('PersonalDataPage', { description: 'Entries, in the order of the data map.' })
export class PersonalDataPage {
  @Field(() => [PersonalDataEntry], { description: 'The entries of this page. Never null.' })
  entries!: PersonalDataEntry[];

  @Field(() => PageInfo, { description: 'Where the page stands. Never null.' })
  pageInfo!: PageInfo;
}

@ObjectType('PersonalDataGroup', {
  description:
    'What is held about whoever asks for one purpose, on one legal basis and for one period: as the record of processing groups it.',
})
@ShowsNothingPersonal()
export class PersonalDataGroup {
  @Field(() => String, { description: 'Names the group, for asking for its further pages. Never null.' })
  key!: string;

  @Field(() => String, { description: 'Key of the purpose, such as `listing`. Never null.' })
  purposeKey!: string;

  @Field(() => String, { description: 'What it is used for, in words. Never null.' })
  purpose!: string;

  @Field(() => String, {
    description: 'As what the person is held, such as `MEMBER`; `ANYBODY`: whoever it is. Never null.',
  })
  subject!: string;

  @Field(() => String, { description: 'On what ground of which law, in words. Never null.' })
  legalBasis!: string;

  @Field(() => String, { description: 'Who gets it, in words. Never null.' })
  recipients!: string;

  @Field(() => String, { description: 'Whether it goes abroad, in words. Never null.' })
  transfers!: string;

  @Field(() => String, { description: 'When it ends to be kept, in words. Never null.' })
  keptUntil!: string;

  @Field(() => Int, { description: 'How many entries it has. Never null.' })
  entryCount!: number;
}

@ObjectType('MyPersonalData', { description: 'Everything that is held about whoever asks.' })
@ShowsNothingPersonal()
export class MyPersonalData {
  @Field(() => Boolean, {
    description:
      'Whether all of it was looked at. False: there is more than 2,000 records in a part of the directory; counts are of those, and `exportMyData` has all.',
  })
  isComplete!: boolean;
}
