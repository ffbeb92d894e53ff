import { randomBytes, randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { World } from './world.ts';

const REGISTER = `mutation Register($input: RegisterInput!) {
  register(input: $input) { __typename ... on Problem { message } }
}`;
const PROVE = `mutation Prove($input: ProveEmailInput!) {
  proveEmail(input: $input) { __typename ... on Problem { message } }
}`;
const MAIL_MS = 30_000;
const PASSWORD = 'Çınar-Gölgesi-8';

/** Somebody who has registered a company, proven their address and signed in, all through the API. */
export interface Newcomer {
  email: string;
  password: string;
  /** The headers of what they ask. */
  headers: { authorization: string };
}

/** Registers somebody; `given` replaces what `RegisterInput` has of its own here. */
export async function newcomer(world: World, given: Record<string, unknown> = {}): Promise<Newcomer> {
  const { data } = await world.ask('{ privacyPolicy { version } }');
  const email = `${randomBytes(6).toString('hex')}@member.example`;
  const input = {
    companyName: 'Örnek Vana Sanayi',
    country: 'TR',
    name: 'Ayşe Örnek',
    contactPerson: 'Mehmet Örnek',
    email,
    password: PASSWORD,
    acceptedPolicyVersion: data.privacyPolicy.version,
    authorisationDeclared: true,
    idempotencyKey: randomUUID(),
    ...given,
  };
  // Who comes back has mails of before.
  const before = (await world.mailbox(input.email)).length;
  await done(world, 'register', REGISTER, input, 'Registration');
  const token = await tokenSentTo(world, input.email, before);
  await done(world, 'proveEmail', PROVE, { token, idempotencyKey: randomUUID() }, 'ProvenEmail');
  const { email: address, password } = input;
  return { email: address, password, headers: await world.signedIn(address, password) };
}

async function done(world: World, root: string, query: string, input: object, type: string): Promise<void> {
  const { data, errors } = await world.ask(query, { input });
  if (data?.[root]?.__typename !== type)
    throw new Error(`Expected ${type} from ${root}, got ${JSON.stringify(data?.[root] ?? errors)}.`);
}

/** The token in the newest mail to an address, which may still be on its way. */
async function tokenSentTo(world: World, address: string, before: number): Promise<string> {
  for (const end = Date.now() + MAIL_MS; Date.now() < end; await sleep(50)) {
    const token = /#token=([\w-]+)/.exec((await world.mailbox(address)).slice(before).at(-1)?.text ?? '')?.[1];
    if (token) return token;
  }
  throw new Error(`Expected a mail with a token to ${address} within ${MAIL_MS} ms.`);
}
