import { randomUUID } from 'node:crypto';
import type { Newcomer } from './newcomer.ts';
import { until, type World } from './world.ts';

const CANCEL = `mutation ($input: CancelMyAccountInput!) { cancelMyAccount(input: $input) { __typename
  ... on AccountCancellation { caseNumber keepUntil isStopped } ... on InvalidInput { field } ... on NotAllowed { reason }
  ... on Problem { message } } }`;
const KEEP = `mutation ($input: KeepMyAccountInput!) { keepMyAccount(input: $input) { __typename
  ... on KeptAccount { isRestored } ... on InvalidInput { field } ... on NotAllowed { reason } } }`;
const SIGN_IN = `mutation ($input: SignInInput!) { signIn(input: $input) { __typename
  ... on Session { accessToken } ... on AccountCancelled { keepUntil } } }`;

/** Cancels the account of whoever asks; answers the result, or the codes of what the request was refused for. */
export async function cancel(world: World, who: Newcomer, given: object = {}) {
  const input = { password: who.password, idempotencyKey: randomUUID(), ...given };
  const { data, errors } = await world.ask(CANCEL, { input }, who.headers);
  return data?.cancelMyAccount ?? { errors: errors!.map(({ extensions }) => extensions.code) };
}

export async function keep(world: World, token: string, idempotencyKey: string = randomUUID()) {
  return (await world.ask(KEEP, { input: { token, idempotencyKey } })).data!.keepMyAccount;
}

export async function signIn(world: World, { email: login, password }: Pick<Newcomer, 'email' | 'password'>) {
  return (await world.ask(SIGN_IN, { input: { login, password } })).data!.signIn;
}

/** The token behind a link of the directory in the newest mail to an address that has one. */
export async function linkTo(world: World, path: string, address: string): Promise<string> {
  const token = async () =>
    (await world.mailbox(address))
      .map(({ text }) => new RegExp(`/${path}#token=([\\w-]+)`).exec(text)?.[1])
      .findLast((found) => found !== undefined);
  await until(async () => (await token()) !== undefined, 30_000);
  return (await token())!;
}
