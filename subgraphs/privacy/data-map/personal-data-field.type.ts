import { Field, ObjectType } from 'type-graphql';
import { ShowsNothingPersonal } from '../../../kit/graphql/leaf-declaration.ts';

@ShowsNothingPersonal()
@ObjectType('ProcessingPurpose', { description: 'What personal data is used for.' })
export class ProcessingPurpose {
  @Field(() => String, { description: 'Key of the purpose, such as `listing`. Never null.' })
  key!: string;

  @Field(() => String, { description: 'One sentence that explains it. Never null.' })
  describe!: string;
}

@ShowsNothingPersonal()
@ObjectType('RetentionPeriod', { description: 'How long personal data is kept, and why.' })
export class RetentionPeriod {
  @Field(() => String, { description: 'Key of the retention schedule, such as `while listed`. Never null.' })
  key!: string;

  @Field(() => String, { description: 'The period in words, from when on or until what. Never null.' })
  period!: string;

  @Field(() => String, { description: 'Why so long, with the law where there is one. Never null.' })
  reason!: string;
}

@ShowsNothingPersonal()
@ObjectType('PersonalDataField', {
  description: 'A stored path that says something about people: what it is, never what it holds.',
})
export class PersonalDataField {
  @Field(() => String, { description: 'Database, or `log`. Never null.' })
  store!: string;

  @Field(() => String, { description: 'Collection, or `lines` of the log. Never null.' })
  collection!: string;

  @Field(() => String, { description: 'Path in the document, such as `persons[].name`. Never null.' })
  path!: string;

  @Field(() => String, { description: 'Kind of data in the taxonomy of fideslang 3, such as `user.name`. Never null.' })
  category!: string;

  @Field(() => String, {
    description: 'Whose data it is, such as `CONTACT_PERSON`; `ANYBODY` for any kind. Never null.',
  })
  subject!: string;

  @Field(() => [ProcessingPurpose], { description: 'What it is used for. Never empty.' })
  purposes!: ProcessingPurpose[];

  @Field(() => String, {
    description: '`contract`, `consent`, `legal obligation` or `legitimate interest`. Never null.',
  })
  basis!: string;

  @Field(() => RetentionPeriod, { description: 'How long it is kept. Never null.' })
  retention!: RetentionPeriod;

  @Field(() => String, { description: 'What erasing the person does to it, such as `remove item`. Never null.' })
  onErasure!: string;

  @Field(() => String, { description: 'What an export for the person does with it, such as `include`. Never null.' })
  onExport!: string;

  @Field(() => String, {
    description: '`encrypted` under the key of the person, `keyed hash` for finding it again, or `plain`. Never null.',
  })
  protection!: string;
}
