import { Field, ObjectType } from 'type-graphql';
import { DateTimeScalar } from '../../../kit/graphql/date-time.scalar.ts';
import { ShowsNothingPersonal, ShowsRecord } from '../../../kit/graphql/leaf-declaration.ts';
import { PageInfo } from '../../../kit/graphql/page-info.type.ts';
import { InquirySide } from '../inquiry/inquiry.enum.ts';

@ObjectType('ReportedMessage', { description: 'A message of an inquiry that was reported, as staff see it.' })
@ShowsRecord('inquiryMessages')
export class ReportedMessage {
  @Field(() => InquirySide, { description: 'Which side wrote it. Never null.' })
  from!: InquirySide;

  @Field(() => String, { description: 'What was written. Never null.' })
  body!: string;

  @Field(() => DateTimeScalar, { description: 'When it was taken in. Never null.' })
  at!: Date;
}

@ObjectType('ReportedMessageEdge', { description: 'A message in an inquiry that was reported.' })
@ShowsNothingPersonal()
export class ReportedMessageEdge {
  @Field(() => String, { description: 'Opaque position; give it as `after` to go on from here. Never null.' })
  cursor!: string;

  @Field(() => ReportedMessage, { nullable: true, description: 'The message; null when it vanished meanwhile.' })
  node!: ReportedMessage | null;
}

@ObjectType('ReportedMessageConnection', { description: 'A page of what was written, the oldest first.' })
export class ReportedMessageConnection {
  @Field(() => [ReportedMessageEdge], { description: 'The page.' })
  edges!: ReportedMessageEdge[];

  @Field(() => PageInfo, { description: 'Where the page stands. Never null.' })
  pageInfo!: PageInfo;
}
