import { Field, ID, Int, ObjectType } from 'type-graphql';
import { DateTimeScalar } from '../../../kit/graphql/date-time.scalar.ts';
import { Shows, ShowsNothingPersonal, ShowsRecord } from '../../../kit/graphql/leaf-declaration.ts';
import { Node } from '../../../kit/graphql/node.type.ts';
import { PageInfo } from '../../../kit/graphql/page-info.type.ts';
import { InquiryAside, InquirySide, InquiryWay } from '../inquiry/inquiry.enum.ts';

@ObjectType('InquiryAttachment', { description: 'A file that came with a message.' })
@ShowsRecord('inquiryMessages', 'attachments')
export class InquiryAttachment {
  @Field(() => String, { description: 'Its name, as the writer gave it. Never null.' })
  filename!: string;

  @Field(() => String, { description: 'What kind of file it is, such as `application/pdf`. Never null.' })
  contentType!: string;

  @Field(() => Int, { description: 'How many bytes it has. Never null.' })
  byteSize!: number;
}

@ObjectType('InquiryMessage', { implements: Node, description: 'What one side of an inquiry wrote to the other.' })
@ShowsRecord('inquiryMessages')
export class InquiryMessageType extends Node {
  @Field(() => ID, { description: 'Opaque and unique across all types. Never null; never reused.' })
  declare id: string;

  @Field(() => InquirySide, { description: 'Which side wrote it. Never null.' })
  from!: InquirySide;

  @Field(() => String, { description: 'What was written: plain text in lines. Never null.' })
  body!: string;

  @Field(() => [InquiryAttachment], { description: 'Files that came with it. Empty when none did.' })
  attachments!: InquiryAttachment[];

  @Field(() => InquiryWay, { description: 'Whether it was written here or came by mail. Never null.' })
  via!: InquiryWay;

  @Field(() => InquiryAside, {
    nullable: true,
    description: 'Why it is kept aside, and nobody was written to about it; null for a message like any other.',
  })
  aside!: InquiryAside | null;

  @Field(() => DateTimeScalar, { description: 'When it was taken in. Never null.' })
  at!: Date;

  @Field(() => Boolean, { description: 'Whether who asks wrote it. Never null.' })
  @Shows('inquiryMessages.authors.authorRef')
  isViewers!: boolean;

  @Field(() => Boolean, {
    description:
      'Whether whoever asks may release it by `releaseInquiryMessage`: owners and editors, what is kept aside because it is not believed. Never null.',
  })
  @ShowsNothingPersonal()
  viewerCanRelease!: boolean;
}

@ObjectType('InquiryMessageEdge', { description: 'A message in an inquiry.' })
@ShowsNothingPersonal()
export class InquiryMessageEdge {
  @Field(() => String, { description: 'Opaque position; give it as `after` to go on from here. Never null.' })
  cursor!: string;

  @Field(() => InquiryMessageType, { nullable: true, description: 'The message; null when it vanished meanwhile.' })
  node!: InquiryMessageType | null;
}

@ObjectType('InquiryMessageConnection', { description: 'A page of the messages of an inquiry, the oldest first.' })
export class InquiryMessageConnection {
  @Field(() => [InquiryMessageEdge], { description: 'The page.' })
  edges!: InquiryMessageEdge[];

  @Field(() => PageInfo, { description: 'Where the page stands. Never null.' })
  pageInfo!: PageInfo;
}
