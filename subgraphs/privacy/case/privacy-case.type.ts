import { Field, ID, Int, ObjectType } from 'type-graphql';
import { DateTimeScalar } from '../../../kit/graphql/date-time.scalar.ts';
import { Shows, ShowsNothingPersonal, ShowsRecord } from '../../../kit/graphql/leaf-declaration.ts';
import { LocaleEnum } from '../../../kit/graphql/locale.enum.ts';
import { Node } from '../../../kit/graphql/node.type.ts';
import { PageInfo } from '../../../kit/graphql/page-info.type.ts';
import { PrivacyCaseBlock, PrivacyCaseEvent, PrivacyCaseItem } from './privacy-case-parts.type.ts';
import {
  PersonProof,
  PrivacyCaseChannel,
  PrivacyCaseState,
  PrivacyRegime,
  RepresentativeAuthority,
} from './privacy-case.enum.ts';

@ObjectType('PrivacyCase', {
  implements: Node,
  description: 'What somebody asks for by their rights: for them, and for staff who carry it out.',
})
@ShowsRecord('privacyCases')
export class PrivacyCaseType extends Node {
  @Field(() => ID, { description: 'Opaque and unique across all types. Never null; never reused.' })
  declare id: string;

  @Field(() => String, { description: 'By what people name it, such as `PC-7K2M-Q0ZD-4XNB`. Never null.' })
  number!: string;

  @Field(() => PrivacyCaseState, { description: 'Where it stands. Never null.' })
  state!: PrivacyCaseState;

  @Field(() => PrivacyCaseChannel, { description: 'How it came. Never null.' })
  channel!: PrivacyCaseChannel;

  @Field(() => [PrivacyRegime], { description: 'The laws by whose clocks it is answered.' })
  regimes!: PrivacyRegime[];

  @Field(() => DateTimeScalar, { description: 'From when the time runs. Never null.' })
  receivedAt!: Date;

  @Field(() => DateTimeScalar, {
    description: 'When the first open item is due; of a closed case, when the last was. Never null.',
  })
  dueAt!: Date;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'When it was known that it is the person who asks; null: not yet.',
  })
  provenAt!: Date | null;

  @Field(() => PersonProof, { nullable: true, description: 'How it was known; null: it is not yet.' })
  provenBy!: PersonProof | null;

  @Field(() => [PrivacyCaseItem], { description: 'What is asked for, each with where it stands.' })
  items!: PrivacyCaseItem[];

  @Field(() => [PrivacyCaseBlock], { description: 'What keeps it from being closed. Empty: it is closed.' })
  blockedBy!: PrivacyCaseBlock[];

  @Field(() => String, { nullable: true, description: 'What was asked in words; null: nothing was added.' })
  @Shows('privacyCases.asked.text')
  text!: string | null;

  @Field(() => String, { description: 'Where answers go. Never null.' })
  email!: string;

  @Field(() => String, { nullable: true, description: 'Name of whoever asks; null: not said.' })
  name!: string | null;

  @Field(() => String, { nullable: true, description: 'Country whose law protects the person; null: not known.' })
  country!: string | null;

  @Field(() => LocaleEnum, { description: 'In which language it is answered. Never null.' })
  locale!: LocaleEnum;

  @Field(() => String, {
    nullable: true,
    description: 'Name of whoever acts for the person; null: the person asks themselves.',
  })
  @Shows('privacyCases.representatives.name')
  representativeName!: string | null;

  @Field(() => RepresentativeAuthority, {
    nullable: true,
    description: 'What lets them act, as they declared; null: the person asks themselves.',
  })
  @ShowsNothingPersonal()
  representativeAuthority!: RepresentativeAuthority | null;

  @Field(() => [PrivacyCaseEvent], { description: 'What was done to it, the oldest first; at most 500.' })
  history!: PrivacyCaseEvent[];

  @Field(() => DateTimeScalar, { nullable: true, description: 'When its last item was closed; null: it is open.' })
  closedAt!: Date | null;

  @Field(() => Int, { description: 'Counts changes: send it as `expectedVersion` with the next one. Never null.' })
  version!: number;

  @Field(() => Boolean, { description: 'Whether whoever asks may take it back. Never null.' })
  @ShowsNothingPersonal()
  viewerCanWithdraw!: boolean;

  @Field(() => Boolean, {
    description: 'Whether whoever asks may decide on it: officers, of cases of others. Never null.',
  })
  @ShowsNothingPersonal()
  viewerCanDecide!: boolean;

  @Field(() => Boolean, { description: 'Whether whoever asks is the officer who took it. Never null.' })
  @Shows('privacyCases.handler')
  isViewers!: boolean;
}

@ObjectType('PrivacyCaseEdge', { description: 'A case in a list.' })
@ShowsNothingPersonal()
export class PrivacyCaseEdge {
  @Field(() => String, { description: 'Opaque position; give it as `after` to go on from here. Never null.' })
  cursor!: string;

  @Field(() => PrivacyCaseType, { nullable: true, description: 'The case; null when it vanished meanwhile.' })
  node!: PrivacyCaseType | null;
}

@ObjectType('PrivacyCaseConnection', { description: 'A page of cases, what is due first at the head.' })
export class PrivacyCaseConnection {
  @Field(() => [PrivacyCaseEdge], { description: 'The page.' })
  edges!: PrivacyCaseEdge[];

  @Field(() => PageInfo, { description: 'Where the page stands. Never null.' })
  pageInfo!: PageInfo;
}
