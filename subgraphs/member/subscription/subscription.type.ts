import { Field, ID, Int, ObjectType } from 'type-graphql';
import { DateTimeScalar } from '../../../kit/graphql/date-time.scalar.ts';
import { DecimalScalar } from '../../../kit/graphql/decimal.scalar.ts';
import { ShowsNothingPersonal, ShowsRecord } from '../../../kit/graphql/leaf-declaration.ts';
import { LocaleEnum } from '../../../kit/graphql/locale.enum.ts';
import { Node } from '../../../kit/graphql/node.type.ts';
import { PageInfo } from '../../../kit/graphql/page-info.type.ts';
import { AlertChannel, AlertFrequency, SubscriptionKind } from './subscription.enum.ts';

@ObjectType('SavedSearchCriteria', { description: 'What a subscription is narrowed by. Null stands for all.' })
@ShowsRecord('subscriptions', 'where')
export class SavedSearchCriteria {
  @Field(() => [String], { description: 'Facet tokens. Empty: none.' })
  facets!: string[];

  @Field(() => [String], { description: 'Facet tokens that no product may have. Empty: none.' })
  notFacets!: string[];

  @Field(() => String, { nullable: true, description: 'Code of the category; null: all.' })
  category!: string | null;

  @Field(() => [String], { description: 'Countries. Empty: all.' })
  country!: string[];

  @Field(() => Boolean, { nullable: true, description: 'Whether verified; null: either.' })
  verified!: boolean | null;

  @Field(() => String, { nullable: true, description: 'Currency; null: any.' })
  currency!: string | null;

  @Field(() => DecimalScalar, { nullable: true, description: 'Lower end of the price; null: none.' })
  priceMinimum!: string | null;

  @Field(() => DecimalScalar, { nullable: true, description: 'Upper end of the price; null: none.' })
  priceMaximum!: string | null;

  @Field(() => DecimalScalar, { nullable: true, description: 'The quantity that is wanted; null: any.' })
  quantityAmount!: string | null;

  @Field(() => String, { nullable: true, description: 'Its unit; null: no quantity.' })
  quantityUnit!: string | null;

  @Field(() => ID, { nullable: true, description: 'The company; null: all.' })
  companyId!: string | null;
}

@ObjectType('AlertSubscription', {
  implements: Node,
  description: 'What somebody wants to hear of, as whoever holds it sees it.',
})
@ShowsRecord('subscriptions')
export class AlertSubscription extends Node {
  @Field(() => ID, { description: 'Opaque and unique across all types. Never null; never reused.' })
  declare id: string;

  @Field(() => SubscriptionKind, { description: 'What it is for. Never null.' })
  kind!: SubscriptionKind;

  @Field(() => String, {
    nullable: true,
    description: 'Code of the category, or key of the newsletter; null: a saved search.',
  })
  topic!: string | null;

  @Field(() => String, { nullable: true, description: 'The words of the search; null: it has none.' })
  query!: string | null;

  @Field(() => SavedSearchCriteria, { nullable: true, description: 'What it is narrowed by; null: a newsletter.' })
  where!: SavedSearchCriteria | null;

  @Field(() => LocaleEnum, { description: 'In which language it tells. Never null.' })
  locale!: LocaleEnum;

  @Field(() => String, { description: 'By which time zone its digests go. Never null.' })
  timeZone!: string;

  @Field(() => AlertFrequency, { description: 'How often it tells. Never null.' })
  frequency!: AlertFrequency;

  @Field(() => AlertChannel, { description: 'By which way it tells. Never null.' })
  channel!: AlertChannel;

  @Field(() => DateTimeScalar, { description: 'Since when. Never null.' })
  createdAt!: Date;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When it was ended; null: it lives.' })
  endedAt!: Date | null;
}

@ObjectType('AlertSubscriptionEdge', { description: 'A subscription in the list.' })
@ShowsNothingPersonal()
export class AlertSubscriptionEdge {
  @Field(() => String, { description: 'Opaque position; give it as `after` to go on from here. Never null.' })
  cursor!: string;

  @Field(() => AlertSubscription, { nullable: true, description: 'The subscription; never null as of now.' })
  node!: AlertSubscription | null;
}

@ObjectType('AlertSubscriptionConnection', { description: 'A page of subscriptions that live, the newest first.' })
export class AlertSubscriptionConnection {
  @Field(() => [AlertSubscriptionEdge], { description: 'The page.' })
  edges!: AlertSubscriptionEdge[];

  @Field(() => PageInfo, { description: 'Where the page stands. Never null.' })
  pageInfo!: PageInfo;
}

@ObjectType('UnprovenSubscription', {
  description: 'That a mail asks an address to confirm. It is the same for every address, known or not.',
})
export class UnprovenSubscription {
  @Field(() => Int, { description: 'For how many hours it can be confirmed. Never null.' })
  @ShowsNothingPersonal()
  provableHours!: number;
}

@ObjectType('EndedSubscriptions', { description: 'That subscriptions were ended.' })
@ShowsNothingPersonal()
export class EndedSubscriptions {
  @Field(() => Int, { description: 'How many lived until then; 0 for a repeat. Never null.' })
  count!: number;
}
