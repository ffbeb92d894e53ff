import { Field, ID, Int, ObjectType } from 'type-graphql';
import { DateTimeScalar } from '../../../kit/graphql/date-time.scalar.ts';
import { ShowsNothingPersonal, ShowsRecord } from '../../../kit/graphql/leaf-declaration.ts';
import { LocaleEnum } from '../../../kit/graphql/locale.enum.ts';
import { Node } from '../../../kit/graphql/node.type.ts';
import { PageInfo } from '../../../kit/graphql/page-info.type.ts';

@ObjectType('UnansweredQuery', {
  implements: Node,
  description:
    'What at least ten searches had in common that found nothing. Deleted half a year after the last of them.',
})
@ShowsRecord('unansweredQueries')
export class UnansweredQueryType extends Node {
  @Field(() => ID, { description: 'Opaque and unique across all types. Never null; never reused.' })
  declare id: string;

  @Field(() => String, { description: 'The query in lower case, without dots and accents. Never null.' })
  text!: string;

  @Field(() => LocaleEnum, { description: 'The language in which it was asked. Never null.' })
  locale!: LocaleEnum;

  @Field(() => Int, {
    description: 'How many searches, at least; what single processes forgot is not in it. Never null.',
  })
  count!: number;

  @Field(() => DateTimeScalar, { description: 'When it was first counted. Never null.' })
  firstAt!: Date;

  @Field(() => DateTimeScalar, { description: 'When it was asked last. Never null.' })
  lastAt!: Date;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When it was put aside; null: it waits for a look.' })
  settledAt!: Date | null;
}

@ObjectType('UnansweredQueryEdge', { description: 'An unanswered query in a list.' })
@ShowsNothingPersonal()
export class UnansweredQueryEdge {
  @Field(() => String, { description: 'Opaque position; give it as `after` to go on from here. Never null.' })
  cursor!: string;

  @Field(() => UnansweredQueryType, { nullable: true, description: 'The query; null when it vanished meanwhile.' })
  node!: UnansweredQueryType | null;
}

@ObjectType('UnansweredQueryConnection', { description: 'A page of unanswered queries, the most frequent first.' })
export class UnansweredQueryConnection {
  @Field(() => [UnansweredQueryEdge], { description: 'The page.' })
  edges!: UnansweredQueryEdge[];

  @Field(() => PageInfo, { description: 'Where the page stands. Never null.' })
  pageInfo!: PageInfo;
}
