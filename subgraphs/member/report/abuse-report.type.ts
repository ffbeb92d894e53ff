import { Field, ID, Int, ObjectType } from 'type-graphql';
import { DateTimeScalar } from '../../../kit/graphql/date-time.scalar.ts';
import { Shows, ShowsNothingPersonal, ShowsRecord } from '../../../kit/graphql/leaf-declaration.ts';
import { Node } from '../../../kit/graphql/node.type.ts';
import { PageInfo } from '../../../kit/graphql/page-info.type.ts';
import { InquirySide } from '../inquiry/inquiry.enum.ts';
import { AbuseDecision, AbuseReason, AbuseReportState } from './abuse-report.enum.ts';

@ObjectType('AbuseReport', {
  implements: Node,
  description:
    'That one side of an inquiry holds what the other wrote to be abuse, for whoever reported and for staff.',
})
@ShowsRecord('abuseReports')
export class AbuseReportType extends Node {
  @Field(() => ID, { description: 'Opaque and unique across all types. Never null; never reused.' })
  declare id: string;

  @Field(() => InquirySide, { description: 'Which side reported. Never null.' })
  side!: InquirySide;

  @Field(() => AbuseReason, { description: 'What is wrong, as they say. Never null.' })
  @ShowsNothingPersonal()
  reasonCode!: AbuseReason;

  @Field(() => String, { nullable: true, description: 'What they said; null when nothing, or they were erased.' })
  @Shows('abuseReports.said.text')
  text!: string | null;

  @Field(() => AbuseReportState, { description: 'Where it stands. Never null.' })
  state!: AbuseReportState;

  @Field(() => AbuseDecision, { nullable: true, description: 'What staff decided; null while it is open.' })
  decision!: AbuseDecision | null;

  @Field(() => AbuseReason, { nullable: true, description: 'What staff found it to be; null while it is open.' })
  foundReason!: AbuseReason | null;

  @Field(() => String, { nullable: true, description: 'What staff answered; null when nothing, or while it is open.' })
  @Shows('abuseReports.words.text')
  answer!: string | null;

  @Field(() => DateTimeScalar, { description: 'When it was reported. Never null.' })
  createdAt!: Date;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When it was decided; null while it is open.' })
  @Shows('abuseReports.closedAt')
  decidedAt!: Date | null;

  @Field(() => Int, { description: 'Its version, to decide on. Never null.' })
  version!: number;

  @Field(() => Boolean, { description: 'Whether whoever asks may decide on it: staff of neither side. Never null.' })
  @ShowsNothingPersonal()
  viewerCanDecide!: boolean;
}

@ObjectType('AbuseReportEdge', { description: 'A report of abuse in a list.' })
@ShowsNothingPersonal()
export class AbuseReportEdge {
  @Field(() => String, { description: 'Opaque position; give it as `after` to go on from here. Never null.' })
  cursor!: string;

  @Field(() => AbuseReportType, { nullable: true, description: 'The report; null when it vanished meanwhile.' })
  node!: AbuseReportType | null;
}

@ObjectType('AbuseReportConnection', { description: 'A page of reports of abuse, who waits longest first.' })
export class AbuseReportConnection {
  @Field(() => [AbuseReportEdge], { description: 'The page.' })
  edges!: AbuseReportEdge[];

  @Field(() => PageInfo, { description: 'Where the page stands. Never null.' })
  pageInfo!: PageInfo;
}
