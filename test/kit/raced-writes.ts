import { randomBytes, randomUUID } from 'node:crypto';
import type { Connection } from 'mongoose';
import { createTransport } from 'nodemailer';
import { readGlobalId } from '../../kit/global-id/global-id.ts';
import type { Colleague, Colleagues } from './colleagues.ts';
import { inquire } from './inquiring.ts';
import { newcomer, type Newcomer } from './newcomer.ts';
import { change, draft } from './selling.ts';
import { savedSearch } from './subscribing.ts';
import { announce, pdf, send } from './uploading.ts';
import { until, type World } from './world.ts';

/** Whoever is erased while all of this is written, and those who write about them. */
export interface Cast {
  person: Newcomer & { accountId: string; memberId: string; companyId: string; refreshToken: string };
  colleague: Colleague;
  /** Somebody with a company of their own, and somebody without one. */
  seller: Colleague;
  buyer: Colleague;
  /** Threads: the buyer asks the person's company, the person asks the seller's. */
  asked: { id: string };
  asks: { id: string };
  /** Where the person answers the buyer by mail. */
  relay: string;
}

/** What came of a write: what a result said, or the codes of what it was refused for. */
export interface Written {
  said: string;
  isRefused: boolean;
}
/** Refusals of the API that say what they are. */
const TYPED = ['FORBIDDEN', 'UNAUTHENTICATED', 'NOT_FOUND', 'UNAVAILABLE', 'RATE_LIMITED', 'BAD_USER_INPUT'];
const DONE = /^(?!.*(Problem|Invalid|NotAllowed|NotFound|Conflict|TooMany|Refused|Cancelled)).+$/;

type Headers = Record<string, string>;
type Write = (cast: Cast) => Promise<Written>;

const INPUTS: Readonly<Record<string, string>> = { readInquiry: 'InquiryInput', markInquirySpam: 'InquiryInput' };
const SIGN_IN = 'mutation ($input: SignInInput!) { signIn(input: $input) { ... on Session { refreshToken } } }';
const OWN = '{ viewer { company { id version } } }';

/** Each kind of writing that stores something about a person: by themselves, by others about them, and by the directory by itself. */
export function racedWrites(world: World, member: Connection): Record<string, Write> {
  const ask = async (mutation: string, input: object, headers: Headers = {}, key = true): Promise<Written> => {
    const type = INPUTS[mutation] ?? `${mutation[0]!.toUpperCase()}${mutation.slice(1)}Input`;
    const query = `mutation ($input: ${type}!) { ${mutation}(input: $input) { __typename } }`;
    const given = { ...(key && { idempotencyKey: randomUUID() }), ...input };
    const { data, errors } = await world.ask(query, { input: given }, headers);
    const said = data?.[mutation]?.__typename ?? errors!.map(({ extensions }) => extensions.code).join();
    if (data?.[mutation]) return { said, isRefused: !DONE.test(said) };
    if (!TYPED.includes(said))
      throw new Error(`Expected ${mutation} to be done or refused, got ${said}: ${errors![0]!.message}`);
    return { said, isRefused: true };
  };
  const mine = (mutation: string, input: object | ((cast: Cast) => object), key = true): Write => {
    return (cast) => ask(mutation, typeof input === 'function' ? input(cast) : input, cast.person.headers, key);
  };
  const theirs = (who: 'colleague' | 'seller' | 'buyer', mutation: string, input: (cast: Cast) => object): Write => {
    return (cast) => ask(mutation, input(cast), cast[who].headers);
  };
  const versioned =
    (mutation: string, input: object): Write =>
    async ({ person: { headers } }) => {
      const { data } = await world.ask(OWN, {}, headers);
      return ask(mutation, { expectedVersion: data?.viewer?.company?.version ?? 1, ...input }, headers);
    };
  const en = (text: string) => [{ locale: 'EN', text }];
  const contact = { name: 'Ayşe', role: 'Sales', visibility: 'PUBLIC', authorisationDeclared: true };
  const alert = { frequency: 'AT_ONCE', channel: 'MAIL' };
  return {
    'a sign-in': ({ person }) => ask('signIn', { login: person.email, password: person.password }, {}, false),
    'a session that goes on': ({ person: { refreshToken } }) => ask('refreshSession', { refreshToken }),
    'an account that is changed': async ({ person: { accountId, headers } }) => {
      const { version } = (await member.collection('accounts').findOne({ _id: accountId as never })) ?? { version: 1 };
      return ask('updateAccount', { expectedVersion: version, name: 'Ayşe Başka' }, headers);
    },
    'a new address': mine('changeEmail', ({ person: { password } }) => {
      return { email: `${randomBytes(6).toString('hex')}@member.example`, password };
    }),
    'a forgotten password': ({ person: { email } }) => ask('requestPasswordReset', { email }),
    'a second factor': mine('startSecondFactor', ({ person: { password } }) => ({ password })),
    'a company that is changed': versioned('updateCompany', { description: en('Valves of Ayşe') }),
    'a contact person': versioned('updateStoreContact', { persons: [contact] }),
    'an invitation by them': mine('inviteMember', () => invited(`${randomBytes(6).toString('hex')}@member.example`)),
    'an invitation of them': theirs('seller', 'inviteMember', ({ person: { email } }) => invited(email)),
    'a role': theirs('colleague', 'changeMemberRole', ({ person: { memberId } }) => ({ memberId, role: 'EDITOR' })),
    'an offer of ownership': theirs('colleague', 'handOverOwnership', ({ person: { memberId } }) => ({ memberId })),
    'an inquiry by them': mine('sendInquiry', ({ seller, person }) => inquiry(seller.companyId!, person.email)),
    'an inquiry to them': theirs('buyer', 'sendInquiry', ({ person, buyer }) => inquiry(person.companyId, buyer.email)),
    'an inquiry by their address': ({ seller, person }) => ask('sendInquiry', inquiry(seller.companyId!, person.email)),
    'an answer by them': mine('replyToInquiry', ({ asked: { id } }) => ({ inquiryId: id, message: 'Fifty.' })),
    'an answer to them': theirs('seller', 'replyToInquiry', ({ asks: { id } }) => ({
      inquiryId: id,
      message: 'Sixty.',
    })),
    'a thread that they read': mine('readInquiry', ({ asked: { id } }) => ({ inquiryId: id })),
    'a thread that is theirs': theirs('colleague', 'assignInquiry', ({ asked, person: { memberId } }) => {
      return { inquiryId: asked.id, memberId };
    }),
    'threads that shall be theirs': theirs('colleague', 'setInquiryAssignment', ({ person: { memberId } }) => {
      return { expectedVersion: 0, rules: [{ country: 'DE', memberId }] };
    }),
    'a canned answer': mine('saveCannedAnswer', { locale: 'EN', title: 'Price', text: 'By Ayşe' }),
    'a report of abuse': mine('reportAbuse', ({ asked: { id } }) => ({ inquiryId: id, reason: 'FRAUD' })),
    'a report of them': theirs('seller', 'reportAbuse', ({ asks: { id } }) => ({ inquiryId: id, reason: 'FRAUD' })),
    'a search that is saved': mine('saveSearch', () => ({ ...alert, query: `valve ${randomUUID().slice(0, 8)}` })),
    'a subscription': mine('subscribe', { ...alert, category: '10.20' }),
    'a newsletter for their address': ({ person: { email } }) =>
      ask('subscribe', { frequency: 'WEEKLY', channel: 'MAIL', newsletter: 'TRADE_FAIRS', email }),
    'a device': mine('registerDevice', () => ({ platform: 'FCM', pushToken: `push-${randomUUID()}` })),
    'a claim': mine('claimVerification', { kind: 'EXISTENCE', statement: 'We exist.' }),
    'a document': async ({ person, colleague }) => {
      const who = { ...colleague, subjectRef: '', headers: person.headers };
      const ticket = await announce(world, who, pdf()).catch((error: Error) => told(error));
      if ('isRefused' in ticket) return ticket;
      const { status, reason } = await send(world, ticket.url, pdf(), person.headers);
      if (status >= 500 && status !== 503) throw new Error(`Expected it taken or refused, got ${status} ${reason}.`);
      return { said: reason ?? 'Upload', isRefused: status !== 201 };
    },
    'an import': mine('importProducts', () => {
      return { format: 'NDJSON', content: JSON.stringify({ externalId: randomUUID(), name: { en: 'A' } }) };
    }),
    'an export of products': mine('exportProducts', { format: 'CSV' }),
    'an export of theirs': mine('exportMyData', {}),
    'a product of theirs': mine('createProduct', () => ({
      name: en(`Gate valve ${randomUUID()}`),
      categoryCode: '10.20.05',
    })),
    'a case of theirs': mine('openPrivacyCase', { rights: ['ACCESS'] }),
    'an alert': async ({ seller: { headers } }) => {
      const { id } = await draft(world, {}, headers).catch(() => ({ id: null }));
      if (!id) return { said: 'BUSY', isRefused: true };
      return ask('publishProduct', { id }, headers);
    },
    'a mail that comes in': async ({ person: { email: from }, relay: to }) => {
      const post = createTransport({ host: '127.0.0.1', port: world.mailPort, ignoreTLS: true });
      const mail = {
        from,
        to,
        envelope: { from, to },
        messageId: `<${randomUUID()}@member.example>`,
        text: 'Seventy.',
      };
      return post.sendMail({ ...mail, subject: 'Re: valves' }).then(
        () => ({ said: 'TAKEN', isRefused: false }),
        (error: Error & { responseCode?: number }) => {
          if (!error.responseCode) throw error;
          return { said: String(error.responseCode), isRefused: true };
        },
      );
    },
    'an account that is cancelled': mine('cancelMyAccount', ({ person: { password } }) => ({ password })),
  };
}

const invited = (email: string) => ({ email, role: 'EDITOR', authorisationDeclared: true });
const inquiry = (companyId: string, replyTo: string) => ({ companyId, replyTo, message: 'How much are 200 valves?' });

/** Codes in an error by which a helper said that it was refused. */
function told(error: Error): Written {
  const said = TYPED.find((code) => error.message.includes(code));
  if (!said) throw error;
  return { said, isRefused: true };
}

/** People for one race. Their company lives on without the person where the colleague owns it, too. */
export async function castIn(world: World, colleagues: Colleagues, livesOn: boolean): Promise<Cast> {
  const found = await newcomer(world);
  const { data } = await world.ask(
    `{ viewer { company { id members(first: 2) { edges { node { id } } } } } }`,
    {},
    found.headers,
  );
  const { id: companyId, members } = data.viewer.company;
  const memberId = members.edges[0].node.id as string;
  const accountId = readGlobalId(memberId)!.local;
  const signed = await world.ask(SIGN_IN, { input: { login: found.email, password: found.password } });
  const person = { ...found, accountId, memberId, companyId, refreshToken: signed.data.signIn.refreshToken };
  const of = { accountId, email: found.email, companyId, memberId, headers: found.headers };
  const colleague = await colleagues.member(of, livesOn ? 'OWNER' : 'EDITOR');
  const [seller, buyer] = [await colleagues.owner('Satan Vana'), await colleagues.alone()];
  const [asked, asks] = [
    await inquire(world, inquiry(companyId, buyer.email), buyer.headers),
    await inquire(world, inquiry(seller.companyId!, found.email), found.headers),
  ];
  const { id } = await draft(world, {}, found.headers);
  await change(world, 'publishProduct', { id, idempotencyKey: id }, found.headers);
  await savedSearch(world, { query: 'valve' }, found.headers);
  const relays = async () =>
    (await world.mailbox(found.email)).flatMap(({ replyTo }) => /[^<\s]+@relay\.[^>\s]+/.exec(replyTo) ?? []);
  await until(async () => (await relays()).length > 0, 30_000);
  const [relay] = await relays();
  return { person, colleague, seller, buyer, asked: asked.inquiry, asks: asks.inquiry, relay: relay! };
}
