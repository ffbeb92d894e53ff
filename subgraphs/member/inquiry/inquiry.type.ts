import { Field, ID, Int, ObjectType } from 'type-graphql';
import { DateTimeScalar } from '../../../kit/graphql/date-time.scalar.ts';
import { Shows, ShowsNothingPersonal, ShowsRecord } from '../../../kit/graphql/leaf-declaration.ts';
import { LocaleEnum } from '../../../kit/graphql/locale.enum.ts';
import { Node } from '../../../kit/graphql/node.type.ts';
import { PageInfo } from '../../../kit/graphql/page-info.type.ts';
import { InquiryDisclosure, InquiryQuarantineReason, InquirySide, InquiryState } from './inquiry.enum.ts';

@ObjectType('Inquiry', {
  implements: Node,
  description:
    'A thread between a buyer and a company, for the buyer and for those who act for the company; nobody else sees that it is there.',
})
@ShowsRecord('inquiries')
export class Inquiry extends Node {
  @Field(() => ID, { description: 'Opaque and unique across all types. Never null; never reused.' })
  declare id: string;

  @Field(() => InquiryState, { description: 'Where it stands. Never null.' })
  state!: InquiryState;

  @Field(() => InquiryQuarantineReason, {
    nullable: true,
    description: 'Why it was held back when it came; null when it was not, and for the buyer.',
  })
  quarantineReason!: InquiryQuarantineReason | null;

  @Field(() => InquiryDisclosure, { description: 'What the company sees of the buyer’s address. Never null.' })
  disclosure!: InquiryDisclosure;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'Since when mails to the buyer come back for good, and none is sent; null while they do not.',
  })
  @Shows('inquiries.unreachableSince')
  buyerUnreachableSince!: Date | null;

  @Field(() => InquirySide, { description: 'On which side whoever asks is. Never null.' })
  @ShowsNothingPersonal()
  viewerSide!: InquirySide;

  @Field(() => String, {
    nullable: true,
    description: 'Name of the buyer, as they gave it; null when none was given, or the buyer was erased.',
  })
  @Shows('inquiries.buyers.name')
  buyerName!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Country of the buyer, ISO 3166-1 alpha-2, as they gave it; null when none was given.',
  })
  @Shows('inquiries.buyers.country')
  buyerCountry!: string | null;

  @Field(() => LocaleEnum, { description: 'In which language the buyer wrote. Never null.' })
  locale!: LocaleEnum;

  @Field(() => Int, { description: 'How many messages whoever asks, or their company, has not read. Never null.' })
  @Shows('inquiries.unreadBySupplier', 'inquiries.unreadByBuyer')
  unreadCount!: number;

  @Field(() => Int, { description: 'How many messages it has. Never null.' })
  messageCount!: number;

  @Field(() => DateTimeScalar, { description: 'When the last message was written. Never null.' })
  lastMessageAt!: Date;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'When the company answered first; null while it has not.',
  })
  firstAnsweredAt!: Date | null;

  @Field(() => DateTimeScalar, { description: 'When it reached the company. Never null.' })
  createdAt!: Date;

  @Field(() => Boolean, {
    description: 'Whether whoever asks may close, mark, open again and assign it: owners and editors. Never null.',
  })
  @ShowsNothingPersonal()
  viewerCanManage!: boolean;
}

@ObjectType('InquiryEdge', { description: 'An inquiry in a list.' })
@ShowsNothingPersonal()
export class InquiryEdge {
  @Field(() => String, { description: 'Opaque position; give it as `after` to go on from here. Never null.' })
  cursor!: string;

  @Field(() => Inquiry, { nullable: true, description: 'The inquiry; null when it vanished meanwhile.' })
  node!: Inquiry | null;
}

@ObjectType('InquiryConnection', { description: 'A page of inquiries, who was written in last first.' })
@ShowsNothingPersonal()
export class InquiryConnection {
  @Field(() => Int, {
    description:
      'In how many inquiries, of all, something is unread; what the company keeps aside does not count. Never null.',
  })
  unreadCount!: number;

  @Field(() => Boolean, {
    description:
      'Whether a search by text has left out older inquiries without looking at them: it looks through 1000 for a page. Never null.',
  })
  isCut!: boolean;

  @Field(() => [InquiryEdge], { description: 'The page.' })
  edges!: InquiryEdge[];

  @Field(() => PageInfo, { description: 'Where the page stands. Never null.' })
  pageInfo!: PageInfo;
}
