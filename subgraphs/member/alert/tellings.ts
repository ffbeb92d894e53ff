import type { ClientSession, Connection, mongo } from 'mongoose';
import { globalId } from '../../../kit/global-id/global-id.ts';
import { modelOf } from '../../../kit/record/record.ts';
import { textFor, type Locale } from '../../../kit/text/localized-text.ts';
import { productListingRecord, type ProductListing } from '../../../schema/events/product-listing.record.ts';
import type { SearchMatch } from '../../../schema/events/search-match.record.ts';
import type { Mails } from '../mail/mails.ts';
import type { AlertGroup } from '../mail/templates/product-alert.ts';
import type { Identities } from '../subscription/subscriber-identities.ts';
import type { ChannelName, SubscriptionRecord } from '../subscription/subscription.record.ts';
import { endingToken, type Subscriptions } from '../subscription/subscriptions.ts';
import type { Pushes } from './pushes.ts';

export interface TellingParts {
  /** The database in which the catalog publishes which products are shown. */
  events: Connection;
  subscriptions: Subscriptions;
  identities: Identities;
  mails: Mails;
  pushes: Pushes;
}

/** Products that one subscription found, and can be seen. */
export interface Found {
  subscription: SubscriptionRecord;
  matches: readonly SearchMatch[];
}

/** Products that one message names. */
const MOST_PRODUCTS = 20;
const MOST_TITLE = 100;
const MOST_NAME = 150;

/** Turns what was found into a mail or a message, posted in the transaction in which it counts as told. */
export class Tellings {
  readonly #parts: TellingParts;
  readonly #listings: mongo.Collection<ProductListing>;

  constructor(parts: TellingParts) {
    this.#parts = parts;
    this.#listings = modelOf(parts.events, productListingRecord).collection as never;
  }

  /**
   * What may be told of these now: of subscriptions that live at the end of this transaction, by products that can be seen.
   */
  async worthTelling(matches: readonly SearchMatch[], session: ClientSession): Promise<Found[]> {
    const visible = await this.visible(matches, session);
    const found: Found[] = [];
    for (const id of new Set(visible.map(({ savedSearchId }) => savedSearchId))) {
      const subscription = await this.#parts.subscriptions.telling(id, session);
      const own = visible.filter(({ savedSearchId }) => savedSearchId === id);
      if (subscription) found.push({ subscription, matches: own });
    }
    return found;
  }

  /** Without products that were withdrawn since, even where the catalog has not come to say so of the match. */
  async visible(matches: readonly SearchMatch[], session: ClientSession): Promise<SearchMatch[]> {
    const shown = matches.filter((match) => match.shown);
    const gone = { _id: { $in: shown.map(({ productId }) => productId) }, shown: false };
    const withdrawn = await this.#listings.find(gone, { session, projection: { _id: 1 } }).toArray();
    const ids = new Set(withdrawn.map(({ _id }) => _id));
    return shown.filter(({ productId }) => !ids.has(productId));
  }

  async tell(found: readonly Found[], kind: 'alert' | 'digest', channel: ChannelName, session: ClientSession) {
    const [first] = found;
    if (!first) return;
    if (channel === 'PUSH') return this.#push(found, first.subscription, kind, session);
    return this.#mail(found, first.subscription, kind, session);
  }

  async #mail(found: readonly Found[], reader: SubscriptionRecord, kind: 'alert' | 'digest', session: ClientSession) {
    const { holderKind, holderId, subjectRef, locale } = reader;
    const to = await this.#parts.identities[holderKind]?.addressOf(holderId, session);
    if (!to) return;
    const groups = grouped(found, locale);
    const unsubscribe = `unsubscribe/${endingToken(reader)}${kind === 'digest' ? '?digest' : ''}`;
    const ofOne = kind === 'alert' && { subscriptionId: reader._id };
    const mail = {
      to,
      subjectRef,
      template: 'productAlert',
      facts: { groups },
      locale,
      unsubscribe,
      ...ofOne,
    } as const;
    await this.#parts.mails.post(mail, session);
  }

  async #push(found: readonly Found[], reader: SubscriptionRecord, kind: 'alert' | 'digest', session: ClientSession) {
    const { holderKind, holderId, subjectRef } = reader;
    const devices = (await this.#parts.identities[holderKind]?.devicesOf(holderId, session)) ?? [];
    const subscriptionIds = found.map(({ subscription }) => subscription._id);
    const productIds = [...new Set(found.flatMap(({ matches }) => matches.map(({ productId }) => productId)))];
    for (const deviceId of devices)
      await this.#parts.pushes.post({ subjectRef, deviceId, kind, subscriptionIds, productIds }, session);
  }
}

/** By the search that found them, in the reader’s language, as many as a message names. */
function grouped(found: readonly Found[], locale: Locale): AlertGroup[] {
  let left = MOST_PRODUCTS;
  return found.map(({ subscription, matches }) => {
    const named = matches.slice(0, left);
    left -= named.length;
    return {
      title: (subscription.query ?? subscription.topic ?? '').slice(0, MOST_TITLE),
      isTopic: subscription.kind === 'TOPIC',
      products: named.map(({ name, productId }) => ({
        name: textFor(name, locale).slice(0, MOST_NAME),
        id: globalId('Product', productId),
      })),
      more: matches.length - named.length,
      token: endingToken(subscription),
    };
  });
}
