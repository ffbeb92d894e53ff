import { Field, InputType } from 'type-graphql';
import { DateTimeScalar } from '../../../kit/graphql/date-time.scalar.ts';
import { Takes, TakesNothingPersonal } from '../../../kit/graphql/leaf-declaration.ts';
import { LocaleEnum } from '../../../kit/graphql/locale.enum.ts';
import { PrivacyCaseChannel, PrivacyRight } from '../case/privacy-case.enum.ts';
import { RepresentativeInput } from './open-privacy-case.input.ts';

@InputType('RegisterPrivacyCaseInput', {
  description: 'What came to staff by e-mail, telephone, post or chat, as they write it down.',
})
export class RegisterPrivacyCaseInput {
  @Field(() => PrivacyCaseChannel, { description: 'How it came. Never null.' })
  @TakesNothingPersonal()
  channel!: PrivacyCaseChannel;

  @Field(() => DateTimeScalar, { description: 'When it came: from then the time runs. Not in the future. Never null.' })
  @TakesNothingPersonal()
  receivedAt!: Date;

  @Field(() => [PrivacyRight], { description: 'What for: at least one, each once.' })
  @TakesNothingPersonal()
  rights!: PrivacyRight[];

  @Field(() => String, {
    nullable: true,
    description: 'What they said, at most 5000 characters; null: nothing to add.',
  })
  @Takes('privacyCases.asked.text')
  text?: string | null;

  @Field(() => String, { description: 'Their address: a mail asks it to confirm. Never null.' })
  @Takes('privacyCases.email')
  email!: string;

  @Field(() => String, { nullable: true, description: 'Their name, at most 200 characters; null: not said.' })
  @Takes('privacyCases.name')
  name?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Country whose law protects them, ISO 3166-1 alpha-2; null: the earliest clock of all laws counts.',
  })
  @Takes('privacyCases.country')
  country?: string | null;

  @Field(() => RepresentativeInput, {
    nullable: true,
    description: 'Whoever asks for another; null: they ask themselves.',
  })
  representative?: RepresentativeInput | null;

  @Field(() => LocaleEnum, { description: 'In which language they are answered. Never null.' })
  @Takes('privacyCases.locale')
  locale!: LocaleEnum;

  @Field(() => String, { description: 'One for each intention, such as a random UUID; repeat it with the request.' })
  @TakesNothingPersonal()
  idempotencyKey!: string;
}
