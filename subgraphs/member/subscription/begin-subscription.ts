import type { ClientSession } from 'mongoose';
import { notAllowed, type NotAllowed } from '../../../kit/graphql/problems.ts';
import type { Effect } from '../../../kit/idempotency/idempotency.ts';
import type { SavedWhere } from '../../../schema/events/saved-search.record.ts';
import type { ReadProof } from '../../../kit/proof/proof-token.ts';
import type { DoNotContact } from '../do-not-contact/do-not-contact.ts';
import type { Holder, Identities } from './subscriber-identities.ts';
import type { SubscriptionRecord } from './subscription.record.ts';
import type { NewSubscription, Subscriptions } from './subscriptions.ts';

export interface BeginParts {
  subscriptions: Subscriptions;
  identities: Identities;
  /** Whoever asks to be told of something by mail is on it no more. */
  doNotContact: DoNotContact;
}

export type What = Pick<NewSubscription, 'kind' | 'topic' | 'query' | 'where'>;

/** Subscriptions that one holder may have. */
export const MOST = 100;

/** Gives a holder a subscription, or finds that it is there: its id is the reference. `proof`: the token that its mails say; made anew when absent. */
export async function beginSubscription(
  { subscriptions, identities, doNotContact }: BeginParts,
  holder: Holder,
  given: NewSubscription,
  session: ClientSession,
  now: Date,
  proof?: ReadProof & { token: string },
): Promise<Effect | NotAllowed> {
  // Taken in turn, so that many at once do not go past the bound together.
  await identities[holder.kind].hold(holder.id, session);
  const address = given.channel === 'MAIL' ? await identities[holder.kind].addressOf(holder.id, session) : null;
  if (address !== null) await doNotContact.lift(address, session);
  const held = await subscriptions.page(holder, MOST + 1, null, session);
  const same = held.find((other) => isSame(other, given));
  if (same) return { reference: same._id };
  if (held.length >= MOST) return notAllowed('TOO_MANY', `Expected at most ${MOST}. End one that is not needed.`);
  return { reference: (await subscriptions.add(holder, given, session, now, proof))._id };
}

/** Whether a subscription is for just that. */
export const isSame = (other: SubscriptionRecord, { kind, topic, query, where }: What): boolean =>
  other.kind === kind &&
  other.topic === topic &&
  other.query === query &&
  JSON.stringify(sorted(other.where)) === JSON.stringify(sorted(where));

const sorted = (where: SavedWhere | null) =>
  where && Object.entries(where).toSorted(([first], [second]) => (first < second ? -1 : 1));
