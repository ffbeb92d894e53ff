import { Field, ID, ObjectType } from 'type-graphql';
import { DateTimeScalar } from '../../../kit/graphql/date-time.scalar.ts';
import { Shows, ShowsNothingPersonal, ShowsRecord } from '../../../kit/graphql/leaf-declaration.ts';
import { Node } from '../../../kit/graphql/node.type.ts';
import { PageInfo } from '../../../kit/graphql/page-info.type.ts';
import { ModerationDecisionType } from '../../../schema/events/moderation-decision.type.ts';
import { AppealState } from './appeal.enum.ts';

@ObjectType('Appeal', {
  implements: Node,
  description: 'That a company holds a decision to be wrong, and what somebody else of the staff found.',
})
@ShowsRecord('appeals')
export class Appeal extends Node {
  @Field(() => ID, { description: 'Opaque and unique across all types. Never null; never reused.' })
  declare id: string;

  @Field(() => ModerationDecisionType, {
    nullable: true,
    description: 'What it is against; null when the decision is not kept any more.',
  })
  decision!: ModerationDecisionType | null;

  @Field(() => AppealState, { description: 'Where it stands. Never null.' })
  state!: AppealState;

  @Field(() => String, { nullable: true, description: 'What the member wrote; null when they were erased.' })
  @Shows('appeals.said.text')
  text!: string | null;

  @Field(() => String, { nullable: true, description: 'What staff answered; null when nothing, or while it is open.' })
  @Shows('appeals.words.text')
  answer!: string | null;

  @Field(() => DateTimeScalar, { description: 'When it was made. Never null.' })
  createdAt!: Date;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When it was decided; null while it is open.' })
  @Shows('appeals.closedAt')
  decidedAt!: Date | null;

  @Field(() => Boolean, {
    description: 'Whether whoever asks may decide on it: staff who hear appeals and did not decide. Never null.',
  })
  @ShowsNothingPersonal()
  viewerCanDecide!: boolean;
}

@ObjectType('AppealEdge', { description: 'An appeal in a list.' })
@ShowsNothingPersonal()
export class AppealEdge {
  @Field(() => String, { description: 'Opaque position; give it as `after` to go on from here. Never null.' })
  cursor!: string;

  @Field(() => Appeal, { nullable: true, description: 'The appeal; null when it vanished meanwhile.' })
  node!: Appeal | null;
}

@ObjectType('AppealConnection', { description: 'A page of appeals, who waits longest first.' })
export class AppealConnection {
  @Field(() => [AppealEdge], { description: 'The page.' })
  edges!: AppealEdge[];

  @Field(() => PageInfo, { description: 'Where the page stands. Never null.' })
  pageInfo!: PageInfo;
}
