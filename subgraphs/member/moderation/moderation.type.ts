import { Field, ObjectType } from 'type-graphql';
import { ShowsNothingPersonal } from '../../../kit/graphql/leaf-declaration.ts';
import { PageInfo } from '../../../kit/graphql/page-info.type.ts';
import { ModerationDecisionType } from '../../../schema/events/moderation-decision.type.ts';

@ObjectType('ModerationDecisionEdge', { description: 'A decision in a list.' })
@ShowsNothingPersonal()
export class ModerationDecisionEdge {
  @Field(() => String, { description: 'Opaque position; give it as `after` to go on from here. Never null.' })
  cursor!: string;

  @Field(() => ModerationDecisionType, {
    nullable: true,
    description: 'The decision; null when it vanished meanwhile.',
  })
  node!: ModerationDecisionType | null;
}

@ObjectType('ModerationDecisionConnection', { description: 'A page of decisions, the newest first.' })
export class ModerationDecisionConnection {
  @Field(() => [ModerationDecisionEdge], { description: 'The page.' })
  edges!: ModerationDecisionEdge[];

  @Field(() => PageInfo, { description: 'Where the page stands. Never null.' })
  pageInfo!: PageInfo;
}
