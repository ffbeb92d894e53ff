import { globalId } from '../../../kit/global-id/global-id.ts';
import type { SavedWhere } from '../../../schema/events/saved-search.record.ts';
import { PROVABLE_SECONDS } from '../../../kit/proof/provable.ts';
import type { SubscriptionRecord } from './subscription.record.ts';

const presentWhere = ({ companyId, ...where }: SavedWhere) => ({
  facets: where.facets,
  notFacets: where.notFacets,
  category: where.category,
  country: where.country,
  verified: where.verified,
  currency: where.currency,
  priceMinimum: where.priceMinimum,
  priceMaximum: where.priceMaximum,
  quantityAmount: where.quantityAmount,
  quantityUnit: where.quantityUnit,
  companyId: companyId && globalId('Company', companyId),
});

/** A subscription, for whoever holds it. */
export const presentSubscription = (record: SubscriptionRecord) => ({
  __typename: 'AlertSubscription' as const,
  id: globalId('AlertSubscription', record._id),
  kind: record.kind,
  topic: record.topic,
  query: record.query,
  where: record.where && presentWhere(record.where),
  locale: record.locale,
  timeZone: record.timeZone,
  frequency: record.frequency,
  channel: record.channel,
  createdAt: record.createdAt,
  endedAt: record.endedAt,
});

/** What is said of a subscription that waits for the proof of its address. */
export const unproven = { __typename: 'UnprovenSubscription' as const, provableHours: PROVABLE_SECONDS / 3_600 };
