import { Field, ID, ObjectType } from 'type-graphql';
import { DateTimeScalar } from '../../../kit/graphql/date-time.scalar.ts';
import { ShowsNothingPersonal, ShowsRecord } from '../../../kit/graphql/leaf-declaration.ts';
import { Node } from '../../../kit/graphql/node.type.ts';
import { PageInfo } from '../../../kit/graphql/page-info.type.ts';
import { TradeTermState } from './term.enum.ts';

@ObjectType('TradeTerm', {
  implements: Node,
  description: 'What staff hold the trade to call one thing, in any of the languages.',
})
@ShowsRecord('tradeTerms')
export class TradeTermType extends Node {
  @Field(() => ID, { description: 'Opaque and unique across all types. Never null; never reused.' })
  declare id: string;

  @Field(() => TradeTermState, { description: 'Where it stands. Never null.' })
  state!: TradeTermState;

  @Field(() => [String], { description: 'In Turkish; may be empty.' })
  tr!: readonly string[];

  @Field(() => [String], { description: 'In Chinese; may be empty.' })
  zh!: readonly string[];

  @Field(() => [String], { description: 'In English; may be empty.' })
  en!: readonly string[];

  @Field(() => DateTimeScalar, { description: 'When it was proposed. Never null.' })
  proposedAt!: Date;

  @Field(() => DateTimeScalar, { description: 'When its state changed last. Never null.' })
  changedAt!: Date;

  @Field(() => Boolean, {
    description: 'Whether whoever asks may accept and reject it, or withdraw it once it counts. Never null.',
  })
  @ShowsNothingPersonal()
  viewerCanReview!: boolean;
}

@ObjectType('TradeTermEdge', { description: 'A trade term in a list.' })
@ShowsNothingPersonal()
export class TradeTermEdge {
  @Field(() => String, { description: 'Opaque position; give it as `after` to go on from here. Never null.' })
  cursor!: string;

  @Field(() => TradeTermType, { nullable: true, description: 'The term; null when it vanished meanwhile.' })
  node!: TradeTermType | null;
}

@ObjectType('TradeTermConnection', { description: 'A page of trade terms, who waits longest first.' })
export class TradeTermConnection {
  @Field(() => [TradeTermEdge], { description: 'The page.' })
  edges!: TradeTermEdge[];

  @Field(() => PageInfo, { description: 'Where the page stands. Never null.' })
  pageInfo!: PageInfo;
}
