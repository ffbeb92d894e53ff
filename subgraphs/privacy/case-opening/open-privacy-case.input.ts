import { Field, InputType } from 'type-graphql';
import { Takes, TakesNothingPersonal } from '../../../kit/graphql/leaf-declaration.ts';
import { LocaleEnum } from '../../../kit/graphql/locale.enum.ts';
import { PrivacyRight, RepresentativeAuthority } from '../case/privacy-case.enum.ts';

const KEY =
  'One for each intention, such as a random UUID; repeat it with the request. A guest’s has at least 128 bits.';

@InputType('RepresentativeInput', { description: 'Whoever asks for another person.' })
export class RepresentativeInput {
  @Field(() => String, { description: 'Their name, at most 200 characters. Never null.' })
  @Takes('privacyCases.representatives.name', 'pendingPrivacyCases.representatives.name')
  name!: string;

  @Field(() => String, { description: 'The address by which the person is known here. Never null.' })
  @Takes('privacyCases.representatives.forEmail', 'pendingPrivacyCases.representatives.forEmail')
  personEmail!: string;

  @Field(() => RepresentativeAuthority, { description: 'What lets them act. An officer asks to see it. Never null.' })
  @TakesNothingPersonal()
  authority!: RepresentativeAuthority;

  @Field(() => Boolean, { description: 'That they declare that they may act for the person. Has to be true.' })
  @TakesNothingPersonal()
  authorityDeclared!: boolean;
}

@InputType('OpenPrivacyCaseInput', {
  description:
    'What somebody asks for by their rights. It serves to answer them, and is kept for three years after; of an address that is not proven, for seven days.',
})
export class OpenPrivacyCaseInput {
  @Field(() => [PrivacyRight], { description: 'What for: at least one, each once.' })
  @TakesNothingPersonal()
  rights!: PrivacyRight[];

  @Field(() => String, {
    nullable: true,
    description: 'In words, at most 5000 characters: what is wrong, what is missing, which data. Null: nothing to add.',
  })
  @Takes('privacyCases.asked.text', 'pendingPrivacyCases.asked')
  text?: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      'Address of a guest, which a mail asks to confirm; nothing is looked up before. Null for who is signed in: the address of the account counts.',
  })
  @Takes('privacyCases.email', 'pendingPrivacyCases.email')
  email?: string | null;

  @Field(() => String, { nullable: true, description: 'Name of whoever asks, at most 200 characters; null: not said.' })
  @Takes('privacyCases.name', 'pendingPrivacyCases.name')
  name?: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      'Country whose law protects the person, ISO 3166-1 alpha-2; null: that of the account, else the earliest clock of all laws counts.',
  })
  @Takes('privacyCases.country', 'pendingPrivacyCases.country')
  country?: string | null;

  @Field(() => RepresentativeInput, {
    nullable: true,
    description: 'Whoever asks for another; null: it is about oneself.',
  })
  representative?: RepresentativeInput | null;

  @Field(() => LocaleEnum, {
    nullable: true,
    description: 'In which language it is answered; null: as the request is.',
  })
  @Takes('privacyCases.locale', 'pendingPrivacyCases.locale')
  locale?: LocaleEnum | null;

  @Field(() => String, { description: KEY })
  @TakesNothingPersonal()
  idempotencyKey!: string;
}

@InputType('ProvePrivacyCaseInput', {
  description: 'That whoever asked for something reads the address that was given.',
})
export class ProvePrivacyCaseInput {
  @Field(() => String, { description: 'The token of the mail. Never null.' })
  @Takes('pendingPrivacyCases.hash', 'privacyCases.proofHash')
  token!: string;

  @Field(() => String, { description: KEY })
  @TakesNothingPersonal()
  idempotencyKey!: string;
}
