import { randomUUID } from 'node:crypto';
import { createTransport } from 'nodemailer';
import { askRight, caseProofSentTo, mailWith } from '../kit/asking-rights.ts';
import { colleaguesIn, type Colleague, type Colleagues } from '../kit/colleagues.ts';
import { inquire, proveInquiry } from '../kit/inquiring.ts';
import { newcomer, type Newcomer } from '../kit/newcomer.ts';
import { savedSearch, subscribing } from '../kit/subscribing.ts';
import { pdf, uploaded } from '../kit/uploading.ts';
import { until, type World } from '../kit/world.ts';
import { does, type Planting } from './planting.ts';

/** A sole trader, who shares company and threads with another, somebody of another company, and somebody without an account. */
export interface People {
  ayse: Newcomer;
  bora: Colleague;
  cem: Newcomer;
  /** An address that Ayşe’s company names as a contact person’s. */
  deniz: string;
  colleagues: Colleagues;
  /** What opens something, and stands in nobody’s archive. */
  secrets: string[];
}

const at = (paths: readonly string[], ...collections: string[]): string[] =>
  collections.flatMap((collection) => paths.map((path) => `${collection}.${path}`));
const CARDS = ['member.companies', 'events.companyCards', 'catalog.companyCards'];
const ids = async (world: World, { headers }: { headers: Record<string, string> }) =>
  (await world.ask('{ viewer { company { id version } } }', {}, headers)).data.viewer.company as {
    id: string;
    version: number;
  };
const keyed = (of: { headers: Record<string, string> }) => of as never;

/** Lets people register, join each other and name each other. */
export async function peopleIn(world: World, planting: Planting): Promise<People> {
  const text = (owner: 'ayse' | 'bora' | 'cem' | 'deniz', ...places: string[]) => planting.of(owner, ...places);
  const account = at(['email'], 'member.accounts', 'member.invitations', 'member.pendingInquiries');
  const given = {
    email: `${text('ayse', ...account, 'member.pendingSubscriptions.email')}@member.example`,
    name: text('ayse', 'member.accounts.name'),
    contactPerson: text('ayse', 'member.accounts.contactPerson'),
    loginName: text('ayse', 'member.accounts.loginName'),
    mobile: planting.given('ayse', '+905327654321', 'member.accounts.mobile'),
    companyName: text('ayse', 'member.companyHistory.before'),
    legalForm: 'SOLE_TRADER',
    locale: 'TR',
  };
  const ayse = await newcomer(world, given);
  const cem = await newcomer(world, { name: text('cem'), companyName: text('cem'), contactPerson: text('cem') });
  const colleagues = await colleaguesIn(world);
  const bora = await colleagues.alone(`${text('bora', 'member.accounts.email')}@member.example`);
  const deniz = `${text('deniz', ...at(['email'], 'member.guests', 'member.pendingRegistrations', 'privacy.privacyCases', 'privacy.pendingPrivacyCases'), 'member.companies.persons[].email')}@guest.example`;
  const invite = { role: 'EDITOR', authorisationDeclared: true };
  await does(world, 'inviteMember', { email: bora.email, ...invite }, ayse.headers);
  await does(world, 'inviteMember', { email: ayse.email, ...invite }, cem.headers);
  await until(async () => (await world.mailbox(bora.email)).length > 0, 30_000);
  const [, token] = /accept-invitation#token=([\w-]+)/.exec((await world.mailbox(bora.email)).at(-1)!.text)!;
  await does(world, 'acceptInvitation', { token }, bora.headers);
  return { ayse, bora, cem, deniz, colleagues, secrets: [ayse.password, token!] };
}

/** What a sole trader says of the company, the people in it, and its papers. */
export async function companyOf(world: World, { ayse, deniz }: People, planting: Planting): Promise<void> {
  const text = (...places: string[]) => planting.of('ayse', ...places);
  const inAll = (path: string) =>
    (['TR', 'ZH', 'EN'] as const).map((locale) => ({
      locale,
      text: text(...at([`${path}.${locale.toLowerCase()}`], ...CARDS)),
    }));
  const change = async (mutation: string, fields: object) =>
    does(world, mutation, { expectedVersion: (await ids(world, ayse)).version, ...fields }, ayse.headers);
  await change('updateCompany', {
    name: inAll('name'),
    city: inAll('city'),
    description: inAll('description'),
    mainProducts: [{ texts: inAll('mainProducts[]') }],
    address: text('member.companies.address'),
    identifiers: [{ scheme: 'REGISTRY', value: text('member.companies.identifiers[].value') }],
    categoryCodes: ['10.10.05'],
  });
  const line = (value: string) => ({ value, visibility: 'INTERNAL' });
  const person = (owner: 'ayse' | 'deniz', email: string, telephone: string) => ({
    name: planting.of(owner, 'member.companies.persons[].name'),
    role: planting.of(owner, 'member.companies.persons[].role'),
    telephone: planting.given(owner, telephone, 'member.companies.persons[].telephone'),
    email,
    visibility: 'INTERNAL',
    authorisationDeclared: true,
  });
  await change('updateStoreContact', {
    email: line(`${text('member.companies.contact.email')}@firm.example`),
    website: line(`https://${text('member.companies.contact.website')}.example/`),
    telephone: line(planting.given('ayse', '+90 212 555 10 11', 'member.companies.contact.telephone')),
    fax: line(planting.given('ayse', '+90 212 555 10 12', 'member.companies.contact.fax')),
    persons: [person('ayse', ayse.email, '+90 212 555 10 13'), person('deniz', deniz, '+90 212 555 10 14')],
  });
  const upload = (place: string, own: object = {}, content = pdf(text())) =>
    uploaded(world, keyed(ayse), content, { filename: `${text(place)}.pdf`, ...own });
  await does(world, 'submitBusinessLicence', { uploadId: await upload('member.documents.filename') }, ayse.headers);
  await upload('member.uploads.filename');
  const file = { kind: 'IMPORT_FILE', contentType: 'application/x-ndjson' };
  const row = () =>
    Buffer.from(JSON.stringify({ externalId: text(), name: { en: 'Valve' }, categoryCode: '10.10.05' }));
  await upload('catalog.uploads.filename', file, row());
  const uploadId = await uploaded(world, keyed(ayse), row(), { ...file, filename: 'goods.ndjson' });
  await does(world, 'importProducts', { format: 'NDJSON', uploadId }, ayse.headers);
  await does(
    world,
    'saveCannedAnswer',
    { locale: 'EN', ...Object.fromEntries(['title', 'text'].map((name) => [name, planting.of('nobody')])) },
    ayse.headers,
  );
}

/** What is written in threads, by all who take part, by page and by mail. Answers the inquiries that Ayşe sent and got. */
export async function threadsOf(world: World, people: People, planting: Planting) {
  const { ayse, bora, cem, deniz } = people;
  const BODY = 'member.inquiryMessages.body';
  const [hers, his] = [(await ids(world, ayse)).id, (await ids(world, cem)).id];
  const message = (owner: 'ayse' | 'bora' | 'cem' | 'deniz', place = BODY) =>
    `How much are 200 valves? ${planting.of(owner, place)}`;
  const reply = (inquiryId: string, owner: 'ayse' | 'bora' | 'cem', headers: Record<string, string>) =>
    does(world, 'replyToInquiry', { inquiryId, message: message(owner) }, headers);
  const got = (await inquire(world, { companyId: hers, replyTo: cem.email, message: message('cem') }, cem.headers))
    .inquiry.id as string;
  await reply(got, 'ayse', ayse.headers);
  await reply(got, 'bora', bora.headers);
  const name = planting.of('ayse', 'member.inquiries.buyers[].name');
  const asked = { companyId: his, replyTo: ayse.email, name, message: message('ayse') };
  const sent = (await inquire(world, asked, ayse.headers)).inquiry.id as string;
  await reply(sent, 'cem', cem.headers);
  await byMail(world, ayse.email, planting);
  for (const [owner, replyTo] of [
    ['ayse', ayse.email],
    ['deniz', deniz],
  ] as const) {
    const place = owner === 'ayse' ? 'member.pendingInquiries' : 'member.guests';
    await inquire(world, { companyId: his, replyTo, message: message(owner, BODY) });
    const { text } = await mailWith(world, replyTo, 'prove-inquiry#token=');
    const proven = await proveInquiry(world, /prove-inquiry#token=([\w-]+)/.exec(text)![1]!);
    if (proven.__typename !== 'InquiryProven') throw new Error(`Expected a proof, got ${JSON.stringify(proven)}.`);
    const waits = {
      name: planting.of(owner, 'member.pendingInquiries.name'),
      message: message(owner, 'member.pendingInquiries.message'),
    };
    await inquire(world, { companyId: his, replyTo, ...waits });
    planting.also(replyTo, `${place}.email`);
  }
  return { got, sent };
}

/** Answers the newest mail about a thread with a file, as a mail program does. */
async function byMail(world: World, from: string, planting: Planting): Promise<void> {
  const told = async () =>
    (await world.mailbox(from)).findLast(({ from: sender }) => sender.includes('@relay.localhost'));
  await until(async () => (await told()) !== undefined, 30_000);
  const { from: to, messageId: inReplyTo } = (await told())!;
  await createTransport({ host: '127.0.0.1', port: world.mailPort, ignoreTLS: true }).sendMail({
    from,
    to,
    envelope: { from, to },
    inReplyTo,
    messageId: `<${planting.of('ayse', 'member.inquiryMessages.messageId')}@member.example>`,
    subject: 'Re: valves',
    text: `By mail: ${planting.of('ayse', 'member.inquiryMessages.body')}`,
    attachments: [
      {
        filename: `${planting.of('ayse', 'member.inquiryMessages.attachments[].filename')}.pdf`,
        content: pdf(planting.of('ayse')),
      },
    ],
  });
}

/** Searches that are kept, devices that are woken, and what waits for a proof of the address. */
export async function alertsOf(
  world: World,
  { ayse, bora, deniz, secrets }: People,
  planting: Planting,
): Promise<void> {
  const where = {
    category: '10.10.05',
    priceMinimum: '7.25',
    priceMaximum: '9.75',
    currency: 'EUR',
    quantityAmount: '3',
    quantityUnit: 'KGM',
  };
  const SEARCH = ['member.subscriptions.query', 'events.savedSearches.query'];
  await savedSearch(world, { where, query: planting.of('ayse', ...SEARCH) }, ayse.headers);
  await savedSearch(world, { query: planting.of('bora', ...SEARCH) }, bora.headers);
  const news = { newsletter: 'TRADE_FAIRS', channel: 'MAIL', frequency: 'WEEKLY', idempotencyKey: randomUUID() };
  await subscribing(world, 'subscribe', news, ayse.headers);
  for (const [owner, email] of [
    ['ayse', ayse.email],
    ['deniz', deniz],
  ] as const)
    await savedSearch(world, { email, query: planting.of(owner, 'member.pendingSubscriptions.query') });
  for (const [owner, { headers }] of [
    ['ayse', ayse],
    ['bora', bora],
  ] as const) {
    const device = { platform: 'FCM', pushToken: planting.of(owner, 'member.devices.pushToken').repeat(2) };
    const { deviceToken } = await does(world, 'registerDevice', device, {}, '... on RegisteredDevice { deviceToken }');
    await does(world, 'adoptDevice', { deviceToken }, headers);
    secrets.push(deviceToken);
  }
}

/** What somebody without an account gives who is not heard of again until they prove their address. */
export async function waitingOf(world: World, { deniz }: People, planting: Planting): Promise<void> {
  const text = (path: string) => planting.of('deniz', `member.pendingRegistrations.${path}`);
  const { data } = await world.ask('{ privacyPolicy { version } }');
  await does(world, 'register', {
    email: deniz,
    name: text('name'),
    contactPerson: text('contactPerson'),
    companyName: text('companyName'),
    loginName: text('loginName'),
    mobile: planting.given('deniz', '+905327654322', 'member.pendingRegistrations.mobile'),
    country: 'TR',
    password: 'Çınar-Gölgesi-9',
    acceptedPolicyVersion: data.privacyPolicy.version,
    authorisationDeclared: true,
  });
  const own = (path: string) => planting.of('deniz', `privacy.pendingPrivacyCases.${path}`);
  const representative = {
    name: own('representatives[].name'),
    personEmail: `${own('representatives[].forEmail')}@guest.example`,
    authority: 'POWER_OF_ATTORNEY',
    authorityDeclared: true,
  };
  const asked = { email: deniz, name: own('name'), text: own('asked'), rights: ['OBJECTION'], representative };
  await askRight(world, 'openPrivacyCase', asked);
  await caseProofSentTo(world, deniz);
}
