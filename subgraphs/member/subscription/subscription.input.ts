import { Field, ID, InputType } from 'type-graphql';
import { DecimalScalar } from '../../../kit/graphql/decimal.scalar.ts';
import { Takes, TakesNothingPersonal } from '../../../kit/graphql/leaf-declaration.ts';
import { LocaleEnum } from '../../../kit/graphql/locale.enum.ts';
import { AlertChannel, AlertFrequency, Newsletter } from './subscription.enum.ts';

const TOKENS = 'Tokens from `FacetValue.input` (at most 50)';

@InputType('SavedSearchWhere', {
  description: 'What a saved search is narrowed by, as the search of products takes it.',
})
export class SavedSearchWhere {
  @Field(() => [String], { nullable: true, description: `${TOKENS}: any of one key, all of the keys. Null: none.` })
  @Takes('subscriptions.where.facets', 'savedSearches.where.facets')
  facets?: string[] | null;

  @Field(() => [String], { nullable: true, description: `${TOKENS} that no product may have. Null: none.` })
  @Takes('subscriptions.where.notFacets', 'savedSearches.where.notFacets')
  notFacets?: string[] | null;

  @Field(() => String, { nullable: true, description: 'A category code; includes its descendants. Null: all.' })
  @Takes('subscriptions.where.category', 'savedSearches.where.category')
  category?: string | null;

  @Field(() => [String], { nullable: true, description: 'Countries, ISO 3166-1 alpha-2 (at most 50). Null: all.' })
  @Takes('subscriptions.where.country', 'savedSearches.where.country')
  country?: string[] | null;

  @Field(() => Boolean, { nullable: true, description: 'Only verified companies, or only others. Null: all.' })
  @Takes('subscriptions.where.verified', 'savedSearches.where.verified')
  verified?: boolean | null;

  @Field(() => String, { nullable: true, description: 'ISO 4217 code; needed beside a price. Null: all.' })
  @Takes('subscriptions.where.currency', 'savedSearches.where.currency')
  currency?: string | null;

  @Field(() => DecimalScalar, { nullable: true, description: 'Lower end of the price of one unit. Null: none.' })
  @Takes('subscriptions.where.priceMinimum', 'savedSearches.where.priceMinimum')
  priceMinimum?: string | null;

  @Field(() => DecimalScalar, { nullable: true, description: 'Upper end of the price of one unit. Null: none.' })
  @Takes('subscriptions.where.priceMaximum', 'savedSearches.where.priceMaximum')
  priceMaximum?: string | null;

  @Field(() => DecimalScalar, { nullable: true, description: 'Offers that can be had from this quantity. Null: any.' })
  @Takes('subscriptions.where.quantityAmount', 'savedSearches.where.quantityAmount')
  quantityAmount?: string | null;

  @Field(() => String, { nullable: true, description: 'Its unit, UN/ECE Recommendation 20. Null: no quantity.' })
  @Takes('subscriptions.where.quantityUnit', 'savedSearches.where.quantityUnit')
  quantityUnit?: string | null;

  @Field(() => ID, { nullable: true, description: 'Only products of this company. Null: all.' })
  @Takes('subscriptions.where.companyId', 'savedSearches.where.companyId')
  companyId?: string | null;
}

const DEVICE = 'Token of the device that holds it, as `registerDevice` gave it; null: the account that is signed in.';
const ZONE = 'IANA time zone that digests go by, such as `Europe/Istanbul`; null: that of the device, else `UTC`.';

@InputType('SaveSearchInput', { description: 'A search of products to hear of when something new is found.' })
export class SaveSearchInput {
  @Field(() => String, {
    nullable: true,
    description:
      'Address of somebody without an account: a mail asks it to confirm by `proveSubscription`. Null: none.',
  })
  @Takes('pendingSubscriptions.email')
  email?: string | null;

  @Field(() => AlertFrequency, { description: 'How often. Never null.' })
  @Takes('subscriptions.frequency')
  frequency!: AlertFrequency;

  @Field(() => AlertChannel, { description: 'By which way. A device alone is told by `PUSH`. Never null.' })
  @Takes('subscriptions.channel')
  channel!: AlertChannel;

  @Field(() => LocaleEnum, { nullable: true, description: 'In which language; null: that of the request.' })
  @Takes('subscriptions.locale', 'savedSearches.locale')
  locale?: LocaleEnum | null;

  @Field(() => String, { nullable: true, description: ZONE })
  @Takes('subscriptions.timeZone')
  timeZone?: string | null;

  @Field(() => String, { nullable: true, description: DEVICE })
  @Takes('devices.secretHash')
  deviceToken?: string | null;

  @Field(() => String, { description: 'Makes repeats take effect once. Never null.' })
  @TakesNothingPersonal()
  idempotencyKey!: string;

  @Field(() => String, { nullable: true, description: 'Words, at most 500 characters; null or empty: none.' })
  @Takes('subscriptions.query', 'savedSearches.query')
  query?: string | null;

  @Field(() => SavedSearchWhere, { nullable: true, description: 'What it is narrowed by; null: by nothing.' })
  where?: SavedSearchWhere | null;
}

@InputType('SubscribeInput', { description: 'A topic or a newsletter, one of the two.' })
export class SubscribeInput {
  @Field(() => String, {
    nullable: true,
    description:
      'Address of somebody without an account: a mail asks it to confirm by `proveSubscription`. Null: none.',
  })
  @Takes('pendingSubscriptions.email')
  email?: string | null;

  @Field(() => AlertFrequency, { description: 'How often; a newsletter comes when it is written. Never null.' })
  @Takes('subscriptions.frequency')
  frequency!: AlertFrequency;

  @Field(() => AlertChannel, {
    description: 'By which way. A device alone is told by `PUSH`, a newsletter comes by `MAIL`. Never null.',
  })
  @Takes('subscriptions.channel')
  channel!: AlertChannel;

  @Field(() => LocaleEnum, { nullable: true, description: 'In which language; null: that of the request.' })
  @Takes('subscriptions.locale', 'savedSearches.locale')
  locale?: LocaleEnum | null;

  @Field(() => String, { nullable: true, description: ZONE })
  @Takes('subscriptions.timeZone')
  timeZone?: string | null;

  @Field(() => String, { nullable: true, description: DEVICE })
  @Takes('devices.secretHash')
  deviceToken?: string | null;

  @Field(() => String, { description: 'Makes repeats take effect once. Never null.' })
  @TakesNothingPersonal()
  idempotencyKey!: string;

  @Field(() => String, { nullable: true, description: 'Code of a category; null: a newsletter is meant.' })
  @Takes('subscriptions.topic')
  category?: string | null;

  @Field(() => Newsletter, { nullable: true, description: 'Which newsletter; null: a category is meant.' })
  @Takes('subscriptions.topic')
  newsletter?: Newsletter | null;
}

@InputType('ProveSubscriptionInput', { description: 'That whoever reads an address wants a subscription.' })
export class ProveSubscriptionInput {
  @Field(() => String, { description: 'The token of the mail. Never null.' })
  @Takes('pendingSubscriptions.hash')
  token!: string;

  @Field(() => String, { description: 'Makes repeats take effect once. Never null.' })
  @TakesNothingPersonal()
  idempotencyKey!: string;
}

@InputType('ChangeSubscriptionInput', { description: 'How a subscription is to tell from now on.' })
export class ChangeSubscriptionInput {
  @Field(() => ID, { description: 'Its `id`. Never null.' })
  @Takes('subscriptions._id')
  subscriptionId!: string;

  @Field(() => AlertFrequency, { nullable: true, description: 'How often; null or left out: as before.' })
  @Takes('subscriptions.frequency')
  frequency?: AlertFrequency | null;

  @Field(() => AlertChannel, { nullable: true, description: 'By which way; null or left out: as before.' })
  @Takes('subscriptions.channel')
  channel?: AlertChannel | null;

  @Field(() => LocaleEnum, { nullable: true, description: 'In which language; null or left out: as before.' })
  @Takes('subscriptions.locale')
  locale?: LocaleEnum | null;

  @Field(() => String, { nullable: true, description: 'Time zone of digests; null or left out: as before.' })
  @Takes('subscriptions.timeZone')
  timeZone?: string | null;

  @Field(() => String, { nullable: true, description: DEVICE })
  @Takes('devices.secretHash')
  deviceToken?: string | null;

  @Field(() => String, { nullable: true, description: 'Makes repeats take effect once; null: a repeat does no harm.' })
  @TakesNothingPersonal()
  idempotencyKey?: string | null;
}

@InputType('EndSubscriptionInput', { description: 'Which subscription is to end.' })
export class EndSubscriptionInput {
  @Field(() => ID, { description: 'Its `id`. Never null.' })
  @Takes('subscriptions._id')
  subscriptionId!: string;

  @Field(() => String, { nullable: true, description: DEVICE })
  @Takes('devices.secretHash')
  deviceToken?: string | null;

  @Field(() => String, { nullable: true, description: 'Makes repeats take effect once; null: a repeat does no harm.' })
  @TakesNothingPersonal()
  idempotencyKey?: string | null;
}

@InputType('EndAllSubscriptionsInput', { description: 'Whose subscriptions are to end, all of them.' })
export class EndAllSubscriptionsInput {
  @Field(() => String, { nullable: true, description: DEVICE })
  @Takes('devices.secretHash')
  deviceToken?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'The token of a mail instead: ends all of whoever got it. Null: whoever is signed in, or the device.',
  })
  @Takes('subscriptions.secretHash')
  token?: string | null;

  @Field(() => Boolean, {
    defaultValue: false,
    description:
      'Whether the address is to be written to no more, by anybody here, until its reader asks for it: no newsletter, alert or invitation. It is kept as a keyed hash alone, also when all else about the person is erased. A device has no address.',
  })
  @TakesNothingPersonal()
  doNotContactAgain!: boolean;

  @Field(() => String, { nullable: true, description: 'Makes repeats take effect once; null: a repeat does no harm.' })
  @TakesNothingPersonal()
  idempotencyKey?: string | null;
}

@InputType('EndSubscriptionByTokenInput', { description: 'The subscription that a mail was about.' })
export class EndSubscriptionByTokenInput {
  @Field(() => String, { description: 'The token of the mail. Never null.' })
  @Takes('subscriptions.secretHash')
  token!: string;

  @Field(() => Boolean, {
    defaultValue: false,
    description: 'Whether the mail was a digest: then all that come in the same digest are ended.',
  })
  @TakesNothingPersonal()
  digest!: boolean;

  @Field(() => String, { nullable: true, description: 'Makes repeats take effect once; null: a repeat does no harm.' })
  @TakesNothingPersonal()
  idempotencyKey?: string | null;
}
