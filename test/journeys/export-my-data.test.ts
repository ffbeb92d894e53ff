import { randomBytes, randomUUID } from 'node:crypto';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { exportAsked, exportOf, exportReady, exportShown } from '../kit/my-export.ts';
import { inquire, turn } from '../kit/inquiring.ts';
import { newcomer, type Newcomer } from '../kit/newcomer.ts';
import { savedSearch } from '../kit/subscribing.ts';
import { startWorld, until, type World } from '../kit/world.ts';

import.meta.jest.setTimeout(240_000);

let world: World;
let [ayse, bob]: Newcomer[] = [];
const canaries = new Map<string, string>();
/** A text that stands nowhere else, remembered by what it is. */
const planted = (what: string): string => {
  const text = `${what.toLowerCase().replaceAll(/\W/g, '')}${randomBytes(6).toString('hex')}`;
  canaries.set(what, text);
  return text;
};
const ids = async (who: Newcomer) =>
  (await world.ask('{ viewer { company { id version } } }', {}, who.headers)).data.viewer.company;
const changed = async (who: Newcomer, description: string) =>
  world.ask(
    `mutation Edit($input: UpdateCompanyInput!) { updateCompany(input: $input) { __typename } }`,
    {
      input: {
        expectedVersion: (await ids(who)).version,
        description: [{ locale: 'EN', text: description }],
        idempotencyKey: randomUUID(),
      },
    },
    who.headers,
  );

beforeAll(async () => {
  world = await startWorld({ companies: 0, products: 0 });
  ayse = await newcomer(world, {
    name: planted('A name'),
    contactPerson: planted('A contact'),
    companyName: planted('A company'),
    loginName: planted('A login').slice(0, 25),
    mobile: '+90 532 765 43 21',
    email: `${planted('A mail')}@member.example`,
    legalForm: 'SOLE_TRADER',
    locale: 'TR',
  });
  bob = await newcomer(world, {
    name: planted('B name'),
    contactPerson: planted('B contact'),
    companyName: planted('B company'),
    email: `${planted('B mail')}@member.example`,
    legalForm: 'SOLE_TRADER',
  });
});
afterAll(() => world?.stop());

it('a member gets everything that is held about them, nothing of others and no secret, by a link that works once', async () => {
  await changed(ayse!, planted('A description'));
  await changed(ayse!, 'another');
  await savedSearch(world, { where: {}, query: planted('A search') }, ayse!.headers);
  const { id: companyId } = await ids(bob!);
  const message = `How much are 200 valves? ${planted('A message')}`;
  const sent = { companyId, replyTo: ayse!.email, message };
  const { inquiry } = await inquire(world, sent, ayse!.headers);
  const reply = { inquiryId: inquiry.id, message: `They are cheap. ${planted('B reply')}` };
  expect(await turn(world, 'replyToInquiry', reply, bob!.headers)).toMatchObject({ __typename: 'Inquiry' });
  const { path, code, id } = await exportReady(world, ayse!.headers, ayse!.email);
  const page = await fetch(`${world.address}${path}`);
  expect([page.status, page.headers.get('cache-control')]).toEqual([200, 'no-store']);
  expect(await page.text()).toContain('Kişisel verileriniz hazır');
  const files = await exportOf(world, ayse!.headers, ayse!.email);
  const data = files.get('data.json')!.toString();
  const readable = files.get('index.html')!.toString();
  for (const [what, text] of canaries) {
    const isOwn = what.startsWith('A ');
    const found = text.slice(0, 25);
    expect([what, data.includes(found), readable.includes(found)]).toEqual([what, isOwn, isOwn]);
  }
  for (const secret of [ayse!.password, 'passwordHash', 'tokenHash', 'Hashes', code.replace('-', '')])
    expect([secret, data.includes(secret)]).toEqual([secret, false]);
  expect(await exportShown(world, bob!.headers, id)).toBeNull();
});

it('its data is valid against the schema that is published', async () => {
  const response = await fetch(`${world.address}/schemas/personal-data-export.json`);
  const schema = (await response.json()) as { $id: string };
  expect(schema.$id).toBe(`${world.address}/schemas/personal-data-export.json`);
  const isValid = new Ajv2020({ allErrors: true, formats: { 'date-time': true } }).compile(schema);
  const files = await exportOf(world, bob!.headers, bob!.email);
  const data = JSON.parse(files.get('data.json')!.toString()) as { $schema: string; records: { collection: string }[] };
  expect(isValid(data) ? [] : isValid.errors).toEqual([]);
  expect(data.$schema).toBe(schema.$id);
  expect(data.records.map(({ collection }) => collection)).toEqual(expect.arrayContaining(['accounts', 'companies']));
});

it('a link is used once, by whoever has the code, and a new export ends it', async () => {
  const who = await newcomer(world);
  const { id, path, code } = await exportReady(world, who.headers, who.email);
  expect((await fetch(`${world.address}${path}/archive`)).status).toBe(403);
  expect((await fetch(`${world.address}${path}/archive?code=ABCD-EFGH`)).status).toBe(403);
  expect((await fetch(`${world.address}${path.replace(/.$/, (last) => (last === 'A' ? 'B' : 'A'))}`)).status).toBe(404);
  const whole = await fetch(`${world.address}${path}/archive?code=${code}`);
  expect([whole.status, whole.headers.get('content-type')]).toEqual([200, 'application/zip']);
  expect(whole.headers.get('content-length')).toBe(String((await whole.arrayBuffer()).byteLength));
  await until(async () => (await exportShown(world, who.headers, id)).state === 'FETCHED');
  expect(await exportShown(world, who.headers, id)).toMatchObject({ code: null, fetchedAt: expect.any(String) });
  for (const used of [path, `${path}/archive?code=${code}`]) {
    const answer = await fetch(`${world.address}${used}`);
    expect(answer.status).toBe(404);
    expect(await answer.text()).toContain('This link was used, has expired, or is none.');
  }
  const next = await exportReady(world, who.headers, who.email);
  await exportReady(world, who.headers, who.email);
  expect((await fetch(`${world.address}${next.path}`)).status).toBe(404);
});

it('fifty repeats make one export, others do not see it, and nobody is nobody’s data subject', async () => {
  const who = await newcomer(world);
  const key = randomUUID();
  const answers = await Promise.all(Array.from({ length: 50 }, () => exportAsked(world, who.headers, key)));
  const asked = new Set(answers.map(({ id }) => id));
  expect(asked.size).toBe(1);
  const [id] = asked;
  const seen = 'query Seen($id: ID!) { node(id: $id) { id } }';
  expect((await world.ask(seen, { id }, who.headers)).data.node).toEqual({ id });
  expect((await world.ask(seen, { id }, bob!.headers)).data.node).toBeNull();
  expect((await world.ask(seen, { id })).data.node).toBeNull();
  expect(await exportAsked(world, {})).toEqual({ errors: ['UNAUTHENTICATED'] });
  await until(async () => (await exportShown(world, who.headers, id)).state === 'READY', 60_000);
  const mails = (await world.mailbox(who.email)).filter(({ text }) => text.includes('/personal-data-exports/'));
  expect(mails.length).toBeLessThanOrEqual(1);
});
