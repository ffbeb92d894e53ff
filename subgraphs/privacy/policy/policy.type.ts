import { Field, ObjectType } from 'type-graphql';
import { ShowsNothingPersonal } from '../../../kit/graphql/leaf-declaration.ts';
import { DateTimeScalar } from '../../../kit/graphql/date-time.scalar.ts';
import { LocaleEnum } from '../../../kit/graphql/locale.enum.ts';

@ObjectType('PolicySection', { description: 'A part of the privacy policy.' })
@ShowsNothingPersonal()
export class PolicySection {
  @Field(() => String, { description: 'Stable name of the part, the same in every language. Never null.' })
  id!: string;

  @Field(() => String, { description: 'Its heading. Never null.' })
  heading!: string;

  @Field(() => String, { description: 'What stands under the heading, in Markdown. Never null.' })
  markdown!: string;
}

@ObjectType('PolicyVersion', {
  description: 'A version of the public privacy policy in one language. A version never changes once it is in force.',
})
@ShowsNothingPersonal()
export class PolicyVersion {
  @Field(() => String, { description: 'Name of the version, which whoever accepts the policy gives. Never null.' })
  version!: string;

  @Field(() => LocaleEnum, { description: 'Language of the text. Never null.' })
  locale!: LocaleEnum;

  @Field(() => String, { description: 'Its title. Never null.' })
  title!: string;

  @Field(() => String, { description: 'The whole text in Markdown. Never null.' })
  markdown!: string;

  @Field(() => [PolicySection], { description: 'The text by its parts. Never empty.' })
  sections!: PolicySection[];

  @Field(() => DateTimeScalar, { description: 'From when on it is in force. Never null.' })
  effectiveAt!: Date;

  @Field(() => DateTimeScalar, {
    description: 'When its text was last changed, before it came into force. Never null.',
  })
  lastChangedAt!: Date;

  @Field(() => String, {
    description: 'SHA-256 in hex of the texts in all languages: what was accepted can be held against it. Never null.',
  })
  digest!: string;
}
