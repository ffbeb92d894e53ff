import { randomUUID } from 'node:crypto';
import type { ClientSession } from 'mongoose';
import { localIdOf } from '../../../kit/global-id/global-id.ts';
import {
  invalidInput,
  notAllowed,
  notFound,
  type InvalidInput,
  type NotAllowed,
  type NotFound,
  type TooManyAttempts,
} from '../../../kit/graphql/problems.ts';
import { unauthenticated } from '../../../kit/graphql/refusal.ts';
import type { Effect, Idempotency, Outcome } from '../../../kit/idempotency/idempotency.ts';
import type { Locale } from '../../../kit/text/localized-text.ts';
import type { Client } from '../../../kit/viewer/client.ts';
import type { Viewer } from '../../../kit/viewer/viewer.ts';
import { facetValueOf } from '../../../schema/events/facet-value.ts';
import { tokenNotUsable, type TokenNotUsable } from '../../../kit/proof/proof.problem.ts';
import { beginSubscription, isSame, MOST, type BeginParts, type What } from './begin-subscription.ts';
import type { GuestSubscribing } from './guest-subscribing.ts';
import { ANYTHING, isNarrowed, savedQuery, savedSearchWhere } from './saved-where.ts';
import { askingHolder, holderOf, type Holder, type HolderParts, type Identities } from './subscriber-identities.ts';
import type {
  ChangeSubscriptionInput,
  EndAllSubscriptionsInput,
  EndSubscriptionByTokenInput,
  EndSubscriptionInput,
  SaveSearchInput,
  SubscribeInput,
} from './subscription.input.ts';
import { type ChannelName, type SubscriptionRecord } from './subscription.record.ts';
import type { Subscriptions } from './subscriptions.ts';
import { isTimeZone } from './time-zone.ts';

export type SubscribingRefusal = InvalidInput | NotAllowed | NotFound | TokenNotUsable | TooManyAttempts;

export interface SubscribingParts extends HolderParts, BeginParts {
  subscriptions: Subscriptions;
  identities: Identities;
  idempotency: Idempotency;
  guestSubscribing: GuestSubscribing;
}

/** Who asks, and in which language. */
export interface Asking {
  viewer: Viewer;
  locale: Locale;
  client: Client | null;
}

const DEFAULT_ZONE = 'UTC';
const NO_DEVICE = 'Expected the token of a device that is registered and belongs to no account.';

/** Lets holders subscribe, change and end what they subscribed to. Done with the subscription’s id as the reference, or how many were ended; with none when it waits for the proof of an address. */
export class Subscribing {
  readonly #parts: SubscribingParts;

  constructor(parts: SubscribingParts) {
    this.#parts = parts;
  }

  saveSearch(asking: Asking, input: SaveSearchInput): Promise<Outcome<SubscribingRefusal>> {
    return this.#add('saveSearch', asking, input, () => searchOf(input));
  }

  subscribe(asking: Asking, input: SubscribeInput): Promise<Outcome<SubscribingRefusal>> {
    return this.#add('subscribe', asking, input, () => topicOf(input));
  }

  change(asking: Asking, input: ChangeSubscriptionInput): Promise<Outcome<SubscribingRefusal>> {
    return this.#once('changeSubscription', asking.viewer, input, async (session) => {
      const { subscriptions } = this.#parts;
      const found = await this.#own(asking.viewer, input, session);
      if (!found) return noSubscription();
      if (found.endedAt) return notAllowed('ENDED', 'It was ended. Subscribe anew.');
      const channel = input.channel ?? found.channel;
      const timeZone = input.timeZone ?? found.timeZone;
      const fault = channelFault(found.holderKind, found.kind, channel) ?? zoneFault(timeZone);
      if (fault) return fault;
      const [frequency, locale] = [input.frequency ?? found.frequency, input.locale ?? found.locale];
      await subscriptions.change({ ...found, frequency, channel, timeZone, locale }, session);
      return { reference: found._id };
    });
  }

  end(asking: Asking, input: EndSubscriptionInput): Promise<Outcome<SubscribingRefusal>> {
    return this.#once('endSubscription', asking.viewer, input, async (session) => {
      const found = await this.#own(asking.viewer, input, session);
      if (!found) return noSubscription();
      await this.#parts.subscriptions.end(await this.#alike(found, session), session, new Date());
      return { reference: found._id };
    });
  }

  endAll(asking: Asking, input: EndAllSubscriptionsInput): Promise<Outcome<SubscribingRefusal>> {
    return this.#once('endAllSubscriptions', asking.viewer, input, async (session) => {
      const { subscriptions, identities, doNotContact } = this.#parts;
      const holder = await this.#meant(asking.viewer, input, session);
      if (!holder) return input.token == null ? notFound('deviceToken', NO_DEVICE) : tokenNotUsable();
      const address = input.doNotContactAgain ? await identities[holder.kind].addressOf(holder.id, session) : null;
      if (address !== null) await doNotContact.add(address, { session });
      return { reference: String(await subscriptions.endAll(holder, session, new Date())) };
    });
  }

  /** By the token of a mail: without an account, and for years. One that was ended is ended still. */
  endByToken(asking: Asking, input: EndSubscriptionByTokenInput): Promise<Outcome<SubscribingRefusal>> {
    return this.#once('endSubscriptionByToken', asking.viewer, input, async (session) => {
      const { subscriptions } = this.#parts;
      const found = await subscriptions.ofToken(input.token, session);
      if (!found) return tokenNotUsable();
      const ids = await (input.digest ? this.#together(found, session) : this.#alike(found, session));
      return { reference: String(await subscriptions.end(ids, session, new Date())) };
    });
  }

  /** It, and what else its holder has for the same: identities that were merged may have brought it twice. */
  async #alike(one: SubscriptionRecord, session: ClientSession): Promise<string[]> {
    const held = await this.#parts.subscriptions.page(holderOf(one), MOST, null, session);
    return [one, ...held.filter((other) => isSame(other, one))].map(({ _id }) => _id);
  }

  /** Those that come in one digest with a subscription. */
  async #together(one: SubscriptionRecord, session: ClientSession): Promise<string[]> {
    const held = await this.#parts.subscriptions.page(holderOf(one), MOST, null, session);
    const isTogether = (other: SubscriptionRecord) =>
      other.frequency === one.frequency && other.channel === one.channel;
    return [one, ...held.filter(isTogether)].map(({ _id }) => _id);
  }

  #add(
    mutation: string,
    { viewer, locale, client }: Asking,
    input: SaveSearchInput | SubscribeInput,
    read: () => What | InvalidInput,
  ): Promise<Outcome<SubscribingRefusal>> {
    if (input.email != null) return this.#byMail(mutation, { viewer, locale, client }, input, read);
    if (input.deviceToken == null) signedIn(viewer);
    return this.#once(mutation, viewer, input, async (session) => {
      const holder = await askingHolder(this.#parts, viewer, input.deviceToken, session);
      if (!holder) return notFound('deviceToken', NO_DEVICE);
      const what = read();
      if (!('kind' in what)) return what;
      const timeZone = input.timeZone ?? holder.timeZone ?? DEFAULT_ZONE;
      const fault = channelFault(holder.kind, what.kind, input.channel) ?? zoneFault(timeZone);
      if (fault) return fault;
      const { frequency, channel } = input;
      const given = { ...what, locale: input.locale ?? locale, timeZone, frequency, channel };
      return beginSubscription(this.#parts, holder, given, session, new Date());
    });
  }

  /** Of somebody without an account: it begins when the address is proven. */
  #byMail(
    mutation: string,
    { viewer, locale, client }: Asking,
    input: SaveSearchInput | SubscribeInput,
    read: () => What | InvalidInput,
  ): Promise<Outcome<SubscribingRefusal>> {
    const { guestSubscribing } = this.#parts;
    let bound: InvalidInput | TooManyAttempts | null | undefined;
    return this.#once(mutation, viewer, input, async (session) => {
      const { frequency, channel, timeZone = null, email } = input;
      if (input.deviceToken != null) return invalidInput('deviceToken', 'Expected none beside an address.');
      if (channel !== 'MAIL') return invalidInput('channel', 'Expected `MAIL` beside an address.');
      const what = read();
      if (!('kind' in what)) return what;
      const fault = zoneFault(timeZone ?? DEFAULT_ZONE);
      if (fault) return fault;
      // Counted once, also when the transaction runs again.
      bound = bound === undefined ? await guestSubscribing.admit(email!, client) : bound;
      if (bound) return bound;
      const how = { locale: input.locale ?? locale, timeZone: timeZone ?? DEFAULT_ZONE, frequency, channel };
      return guestSubscribing.ask(email!, { ...what, ...how }, session);
    });
  }

  async #own(
    viewer: Viewer,
    { subscriptionId, deviceToken }: { subscriptionId: string; deviceToken?: string | null },
    session: ClientSession,
  ): Promise<SubscriptionRecord | null> {
    if (deviceToken == null) signedIn(viewer);
    const holder = await askingHolder(this.#parts, viewer, deviceToken, session);
    const id = localIdOf('AlertSubscription', subscriptionId);
    const found = holder && id ? await this.#parts.subscriptions.byId(id, session) : null;
    return found && found.holderKind === holder!.kind && found.holderId === holder!.id ? found : null;
  }

  async #meant(viewer: Viewer, { token, deviceToken }: EndAllSubscriptionsInput, session: ClientSession) {
    if (token != null) {
      const found = await this.#parts.subscriptions.ofToken(token, session);
      return found && holderOf(found);
    }
    if (deviceToken == null) signedIn(viewer);
    return askingHolder(this.#parts, viewer, deviceToken, session);
  }

  #once(
    mutation: string,
    viewer: Viewer,
    input: { idempotencyKey?: string | null },
    effect: (session: ClientSession) => Promise<Effect | SubscribingRefusal>,
  ): Promise<Outcome<SubscribingRefusal>> {
    return this.#parts.idempotency.once({ viewer, mutation, key: input.idempotencyKey ?? randomUUID(), input }, effect);
  }
}

function signedIn(viewer: Viewer): void {
  if (viewer.kind !== 'account')
    throw unauthenticated('Expected somebody signed in, or the token of a device, got neither.');
}

function searchOf({ query: words, where: narrowed }: SaveSearchInput): What | InvalidInput {
  const query = savedQuery(words);
  if (typeof query !== 'string') return query;
  const where = savedSearchWhere(narrowed);
  if (!('country' in where)) return where;
  if (query === '' && !isNarrowed(where))
    return invalidInput('query', 'Expected words, or something that narrows: everything is too much to be told of.');
  return { kind: 'SAVED_SEARCH', topic: null, query: query === '' ? null : query, where };
}

function topicOf({ category, newsletter }: SubscribeInput): What | InvalidInput {
  if ((category == null) === (newsletter == null))
    return invalidInput('category', 'Expected a category or a newsletter, one of the two.');
  if (newsletter != null) return { kind: 'NEWSLETTER', topic: newsletter, query: null, where: null };
  const topic = facetValueOf('category', category!);
  if (topic === null) return invalidInput('category', 'Expected the code of a category, such as `10.20`.');
  return { kind: 'TOPIC', topic, query: null, where: { ...ANYTHING, category: topic } };
}

function channelFault(holder: Holder['kind'], kind: What['kind'], channel: ChannelName): InvalidInput | null {
  if (kind === 'NEWSLETTER')
    return channel === 'MAIL' && holder !== 'DEVICE'
      ? null
      : invalidInput('channel', 'Expected `MAIL`, and an address: a newsletter is a mail.');
  return holder === 'DEVICE' && channel === 'MAIL'
    ? invalidInput('channel', 'Expected `PUSH`: a device alone has no address.')
    : null;
}

const zoneFault = (timeZone: string): InvalidInput | null =>
  isTimeZone(timeZone) ? null : invalidInput('timeZone', 'Expected a time zone such as `Europe/Istanbul`.');

const noSubscription = (): NotFound =>
  notFound('subscriptionId', 'Expected a subscription of whoever asks; there is none with this id.');
