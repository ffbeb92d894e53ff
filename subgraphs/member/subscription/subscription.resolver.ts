import { Arg, Ctx, FieldResolver, ID, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
import { localIdOf } from '../../../kit/global-id/global-id.ts';
import { Takes, TakesNothingPersonal } from '../../../kit/graphql/leaf-declaration.ts';
import { notFound } from '../../../kit/graphql/problems.ts';
import { pageSize } from '../../../kit/graphql/refusal.ts';
import { readTimeCursor, timePage } from '../../../kit/graphql/time-page.ts';
import { answered } from '../../../kit/idempotency/answered.ts';
import type { Outcome } from '../../../kit/idempotency/idempotency.ts';
import { anonymous } from '../../../kit/viewer/viewer.ts';
import { Viewer } from '../account/viewer.type.ts';
import type { MemberContext } from '../member.context.ts';
import { askingHolder, holderOf, type Holder, type HolderParts } from './subscriber-identities.ts';
import type { GuestSubscribing } from './guest-subscribing.ts';
import type { Subscribing, SubscribingRefusal } from './subscribing.ts';
import {
  ChangeSubscriptionInput,
  EndAllSubscriptionsInput,
  EndSubscriptionByTokenInput,
  EndSubscriptionInput,
  ProveSubscriptionInput,
  SaveSearchInput,
  SubscribeInput,
} from './subscription.input.ts';
import { presentSubscription, unproven } from './subscription.presenter.ts';
import {
  ChangeSubscriptionResult,
  EndAllSubscriptionsResult,
  EndSubscriptionByTokenResult,
  EndSubscriptionResult,
  ProveSubscriptionResult,
  SaveSearchResult,
  SubscribeResult,
} from './subscription.result.ts';
import { AlertSubscription, AlertSubscriptionConnection } from './subscription.type.ts';
import type { Subscriptions } from './subscriptions.ts';

const FIRST = { description: 'Size of the page, 1 to 100.' };
const AFTER = { nullable: true, description: 'Cursor of the page before; null: from the newest.' };

export interface SubscriptionServices extends HolderParts {
  subscriptions: Subscriptions;
  subscribing: Subscribing;
  guestSubscribing: GuestSubscribing;
}

@Resolver(() => Viewer)
export class SubscriptionResolver {
  readonly #services: SubscriptionServices;

  constructor(services: SubscriptionServices) {
    this.#services = services;
  }

  @Query(() => AlertSubscription, {
    nullable: true,
    description: 'A subscription of whoever is signed in by its id; null when it is absent, or somebody else’s.',
  })
  @Takes('subscriptions._id')
  async alertSubscription(
    @Arg('id', () => ID, { description: 'Id of the subscription.' }) id: string,
    @Ctx() { viewer }: MemberContext,
  ) {
    const local = localIdOf('AlertSubscription', id);
    const found = viewer.kind === 'account' && local ? await this.#services.subscriptions.byId(local) : null;
    const isOwn = viewer.kind === 'account' && found?.holderKind === 'ACCOUNT' && found.holderId === viewer.accountId;
    return isOwn ? presentSubscription(found) : null;
  }

  @FieldResolver(() => AlertSubscriptionConnection, {
    description: 'What whoever is signed in subscribed to and has not ended, the newest first. Never null.',
  })
  @TakesNothingPersonal()
  subscriptions(
    @Root() { id }: Viewer,
    @Arg('first', () => Int, FIRST) first: number,
    @Arg('after', () => String, AFTER) after: string | null = null,
  ) {
    return this.#page({ kind: 'ACCOUNT', id: localIdOf('Viewer', id)! }, first, after);
  }

  @Query(() => AlertSubscriptionConnection, {
    nullable: true,
    description:
      'What a device without an account subscribed to; null for a token of none, or of one that was joined to an account.',
  })
  @Takes('devices.secretHash')
  async deviceSubscriptions(
    @Arg('deviceToken', () => String, { description: 'As `registerDevice` gave it.' }) deviceToken: string,
    @Arg('first', () => Int, FIRST) first: number,
    @Arg('after', () => String, AFTER) after: string | null = null,
  ) {
    const holder = await askingHolder(this.#services, anonymous, deviceToken);
    return holder && this.#page(holder, first, after);
  }

  @Query(() => AlertSubscriptionConnection, {
    nullable: true,
    description: 'All that whoever got a mail subscribed to, by the token of the mail; null for a token of none.',
  })
  @Takes('subscriptions.secretHash')
  async subscriptionsByToken(
    @Arg('token', () => String, { description: 'The token of the mail.' }) token: string,
    @Arg('first', () => Int, FIRST) first: number,
    @Arg('after', () => String, AFTER) after: string | null = null,
  ) {
    const found = await this.#services.subscriptions.ofToken(token);
    return found && this.#page(holderOf(found), first, after);
  }

  @Mutation(() => SaveSearchResult as never, {
    description: 'Saves a search of products, to be told of what comes to be found by all of its words.',
  })
  saveSearch(
    @Arg('input', () => SaveSearchInput, { description: 'What for, and how.' }) input: SaveSearchInput,
    @Ctx() context: MemberContext,
  ) {
    return this.#subscription(this.#services.subscribing.saveSearch(context, input));
  }

  @Mutation(() => SubscribeResult as never, { description: 'Subscribes to a category or to a newsletter.' })
  subscribe(
    @Arg('input', () => SubscribeInput, { description: 'To what, and how.' }) input: SubscribeInput,
    @Ctx() context: MemberContext,
  ) {
    return this.#subscription(this.#services.subscribing.subscribe(context, input));
  }

  @Mutation(() => ProveSubscriptionResult as never, {
    description:
      'Confirms a subscription by the token of the mail that asked for it; the token shows and ends it later.',
  })
  proveSubscription(
    @Arg('input', () => ProveSubscriptionInput, { description: 'The token.' }) input: ProveSubscriptionInput,
  ) {
    return this.#subscription(this.#services.guestSubscribing.prove(input));
  }

  @Mutation(() => ChangeSubscriptionResult as never, { description: 'Changes how a subscription tells.' })
  changeSubscription(
    @Arg('input', () => ChangeSubscriptionInput, { description: 'Which one, and how.' }) input: ChangeSubscriptionInput,
    @Ctx() context: MemberContext,
  ) {
    return this.#subscription(this.#services.subscribing.change(context, input));
  }

  @Mutation(() => EndSubscriptionResult as never, {
    description: 'Ends a subscription: nothing is told of it any more.',
  })
  endSubscription(
    @Arg('input', () => EndSubscriptionInput, { description: 'Which one.' }) input: EndSubscriptionInput,
    @Ctx() context: MemberContext,
  ) {
    return this.#subscription(this.#services.subscribing.end(context, input));
  }

  @Mutation(() => EndAllSubscriptionsResult as never, {
    description: 'Ends all subscriptions of whoever is signed in, of a device, or of whoever got a mail.',
  })
  endAllSubscriptions(
    @Arg('input', () => EndAllSubscriptionsInput, { description: 'Whose.' }) input: EndAllSubscriptionsInput,
    @Ctx() context: MemberContext,
  ) {
    return ended(this.#services.subscribing.endAll(context, input));
  }

  @Mutation(() => EndSubscriptionByTokenResult as never, {
    description: 'Ends the subscription that a mail was about, by the token in it: needs no account.',
  })
  endSubscriptionByToken(
    @Arg('input', () => EndSubscriptionByTokenInput, { description: 'The token.' }) input: EndSubscriptionByTokenInput,
    @Ctx() context: MemberContext,
  ) {
    return ended(this.#services.subscribing.endByToken(context, input));
  }

  async #page(holder: Pick<Holder, 'kind' | 'id'>, first: number, after: string | null) {
    const size = pageSize(first);
    const place = readTimeCursor(after);
    const found = await this.#services.subscriptions.page(holder, size + 1, place);
    return timePage(found, size, place, ({ createdAt: at, _id: id }) => ({ at, id }), presentSubscription);
  }

  async #subscription(outcome: Promise<Outcome<SubscribingRefusal>>) {
    return answered(await outcome, async (id) => {
      if (id === null) return unproven;
      const found = await this.#services.subscriptions.byId(id);
      return found ? presentSubscription(found) : notFound('subscriptionId', 'It is not there any more.');
    });
  }
}

const ended = async (outcome: Promise<Outcome<SubscribingRefusal>>) =>
  answered(await outcome, async (count) => ({ __typename: 'EndedSubscriptions' as const, count: Number(count) }));
