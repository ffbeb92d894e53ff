import { randomUUID } from 'node:crypto';
import type { Client } from './client.ts';

const SHOWN = `... on AlertSubscription {
  id kind topic query where { category country companyId } locale timeZone frequency channel endedAt
}`;
const COUNTED = '... on EndedSubscriptions { count }';
const INVALID = '... on InvalidInput { field }';
const ABSENT = '... on NotFound { field }';
const REFUSED = '... on NotAllowed { reason }';
const UNPROVEN = '... on UnprovenSubscription { provableHours }';
const ALL = [SHOWN, UNPROVEN, INVALID, ABSENT, REFUSED];
/** What each mutation of subscriptions may answer. */
const ANSWERS: Readonly<Record<string, readonly string[]>> = {
  saveSearch: ALL,
  subscribe: ALL,
  proveSubscription: [SHOWN, INVALID, REFUSED],
  changeSubscription: [SHOWN, INVALID, ABSENT, REFUSED],
  endSubscription: [SHOWN, ABSENT],
  endAllSubscriptions: [COUNTED, ABSENT],
  endSubscriptionByToken: [COUNTED],
};

/** Asks a mutation of subscriptions; answers its result. Throws for what is no result. */
export async function subscribing(
  client: Client,
  mutation: string,
  input: Record<string, unknown>,
  headers: Record<string, string> = {},
) {
  const type = `${mutation[0]!.toUpperCase()}${mutation.slice(1)}Input`;
  const answers = ['__typename ... on Problem { message }', ...ANSWERS[mutation]!].join(' ');
  const { data, errors } = await client.ask(
    `mutation ($input: ${type}!) { ${mutation}(input: $input) { ${answers} } }`,
    { input },
    headers,
  );
  if (!data?.[mutation]) throw new Error(`Expected a result of ${mutation}, got ${JSON.stringify(errors)}.`);
  return data[mutation];
}

/** Saves a search that tells at once by mail, unless something else is given. */
export const savedSearch = (client: Client, given: Record<string, unknown>, headers: Record<string, string> = {}) =>
  subscribing(
    client,
    'saveSearch',
    { frequency: 'AT_ONCE', channel: 'MAIL', idempotencyKey: randomUUID(), ...given },
    headers,
  );
