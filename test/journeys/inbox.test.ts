import { randomUUID } from 'node:crypto';
import { colleaguesIn, type Colleague, type Colleagues } from '../kit/colleagues.ts';
import { inquire, turn } from '../kit/inquiring.ts';
import { insistent } from '../kit/insisting.ts';
import { change, draft } from '../kit/selling.ts';
import { startWorld, type World } from '../kit/world.ts';

import.meta.jest.setTimeout(240_000);

let world: World;
let colleagues: Colleagues;
let owner: Colleague;
let editor: Colleague;
let viewer: Colleague;
let buyer: Colleague;
let stranger: Colleague;
let companyId: string;
beforeAll(async () => {
  world = insistent(await startWorld({ companies: 12, products: 60 }));
  colleagues = await colleaguesIn(world);
  owner = await colleagues.owner('Anka Vana Sanayi');
  [editor, viewer] = [await colleagues.member(owner, 'EDITOR'), await colleagues.member(owner, 'VIEWER')];
  [buyer, stranger] = [await colleagues.alone(), await colleagues.owner('Başka')];
  companyId = owner.companyId!;
});
afterAll(async () => {
  await colleagues?.close();
  await world?.stop();
});

const PROBLEM = `... on Problem { message } ... on InvalidInput { field } ... on NotFound { field }
  ... on NotAllowed { reason } ... on InboxVersionConflict { currentVersion }`;
const TYPES: Record<string, string> = {
  setInquiryAssignment: 'SetInquiryAssignmentInput',
  saveCannedAnswer: 'SaveCannedAnswerInput',
  deleteCannedAnswer: 'DeleteCannedAnswerInput',
};
const SHOWN: Record<string, string> = {
  setInquiryAssignment: '... on InquiryAssignment { version rules { categoryCode country memberId } }',
  saveCannedAnswer: '... on CannedAnswer { id locale title text version }',
  deleteCannedAnswer: '... on CannedAnswerDeleted { deletedId }',
};
const act = async (mutation: string, input: object, who: Colleague | null = owner) => {
  const { data, errors } = await world.ask(
    `mutation Act($input: ${TYPES[mutation]}!) { ${mutation}(input: $input) { __typename ${SHOWN[mutation]} ${PROBLEM} } }`,
    { input: { idempotencyKey: randomUUID(), ...input } },
    who?.headers,
  );
  return data?.[mutation] ?? { errors: errors!.map(({ extensions }) => extensions['code']) };
};
const ofCompany = async (fields: string, who: Colleague | null = owner) =>
  (await world.ask(`query Of($id: ID!) { company(id: $id) { ${fields} } }`, { id: companyId }, who?.headers)).data
    .company;
const send = async (input: object, who = buyer) =>
  (await inquire(world, { companyId, replyTo: who.email, ...input }, who.headers)).inquiry;
const assigneeOf = async (id: string) =>
  (await world.ask('query A($id: ID!) { inquiry(id: $id) { assignedTo { id } } }', { id }, owner.headers)).data.inquiry
    .assignedTo?.id ?? null;
const searched = async (text: string, who = owner) => {
  const own = who === buyer;
  const { data, errors } = await world.ask(
    own
      ? 'query S($text: String!) { viewer { inquiries(first: 10, where: { text: $text }) { isCut edges { node { id } } } } }'
      : 'query S($text: String!) { viewer { company { inquiries(first: 10, where: { text: $text }) { isCut edges { node { id } } } } } }',
    { text },
    who.headers,
  );
  if (errors) return errors[0]!.extensions['code'];
  const { isCut, edges } = own ? data.viewer.inquiries : data.viewer.company.inquiries;
  expect(isCut).toBe(false);
  return edges.map(({ node }: { node: { id: string } }) => node.id);
};

it('shares out what comes by the product’s category and the buyer’s country, and by nobody’s rule who left', async () => {
  const leaver = await colleagues.member(owner, 'EDITOR');
  const rules = [
    { categoryCode: '10.20', country: 'DE', memberId: leaver.memberId },
    { categoryCode: '10.20', memberId: editor.memberId },
    { country: 'DE', memberId: owner.memberId },
  ];
  const set = (input: object, who: Colleague | null = owner) => act('setInquiryAssignment', input, who);
  expect(await set({ rules, expectedVersion: 0 })).toMatchObject({ __typename: 'InquiryAssignment', version: 1 });
  expect(await set({ rules: [], expectedVersion: 0 })).toMatchObject({ currentVersion: 1 });
  const { id: productId } = await draft(world, {}, owner.headers);
  await change(world, 'publishProduct', { id: productId }, owner.headers);
  const [german, french] = [{ country: 'DE' }, { country: 'FR' }];
  expect(await assigneeOf((await send({ productId, ...german })).id)).toBe(leaver.memberId);
  expect(await assigneeOf((await send({ productId, ...french })).id)).toBe(editor.memberId);
  expect(await assigneeOf((await send(german)).id)).toBe(owner.memberId);
  expect(await assigneeOf((await send(french)).id)).toBeNull();
  await world.ask(
    'mutation L($input: LeaveCompanyInput!) { leaveCompany(input: $input) { __typename } }',
    { input: { companyId, idempotencyKey: randomUUID() } },
    leaver.headers,
  );
  const left = (await ofCompany('inquiryAssignment { version rules { memberId } }')).inquiryAssignment;
  expect(left).toEqual({ version: 2, rules: [{ memberId: editor.memberId }, { memberId: owner.memberId }] });
  expect(await assigneeOf((await send({ productId, ...german })).id)).toBe(editor.memberId);
  for (const who of [stranger, buyer, null])
    expect(await ofCompany('inquiryAssignment { version } cannedAnswers { id }', who)).toEqual({
      inquiryAssignment: null,
      cannedAnswers: null,
    });
  const one = { memberId: owner.memberId };
  for (const [field, wrong] of [
    ['rules', Array.from({ length: 51 }, () => one)],
    ['rules.0.memberId', [{ memberId: viewer.memberId }]],
    ['rules.0.memberId', [{ memberId: stranger.memberId }]],
    ['rules.1.categoryCode', [one, { ...one, categoryCode: '10.*' }]],
    ['rules.0.country', [{ ...one, country: 'XX' }]],
  ] as const)
    expect(await set({ rules: wrong, expectedVersion: 2 })).toMatchObject({ field });
  expect(await set({ rules: [], expectedVersion: 2 }, viewer)).toMatchObject({ reason: 'VIEWER_ONLY' });
  expect(await set({ rules: [], expectedVersion: 2 }, null)).toEqual({ errors: ['UNAUTHENTICATED'] });
});

it('finds what was written in one’s own inquiries alone, whatever case, dots and accents, and in Chinese', async () => {
  const turkish = await send({ message: 'ISPARTA için küresel vana, DN50', name: 'Ayşe Gizli' });
  const chinese = await send({ message: '请报不锈钢球阀的价格', locale: 'ZH' });
  for (const text of ['ısparta', 'İsparta VANA', 'kuresel', 'dn50', 'gizli vana'])
    expect([text, await searched(text)]).toEqual([text, [turkish.id]]);
  expect(await searched('不锈钢球阀')).toEqual([chinese.id]);
  expect(await searched('球阀', buyer)).toEqual([chinese.id]);
  await turn(world, 'replyToInquiry', { inquiryId: chinese.id, message: 'Ürün hazır' }, owner.headers);
  expect(await searched('urun HAZIR', buyer)).toEqual([chinese.id]);
  expect(await searched('球阀', stranger)).toEqual([]);
  expect(await searched('nowhere')).toEqual([]);
  for (const text of [' ', 'x'.repeat(101)]) expect(await searched(text)).toBe('BAD_USER_INPUT');
});

it('keeps what is answered often, by language and version, a hundred at most', async () => {
  const save = (input: object, who: Colleague | null = owner) =>
    act('saveCannedAnswer', { locale: 'EN', title: 'Prices', text: 'Our list:\nAyşe', ...input }, who);
  const key = randomUUID();
  const [first, ...others] = await Promise.all([1, 2, 3, 4, 5].map(() => save({ idempotencyKey: key })));
  expect(first).toMatchObject({ __typename: 'CannedAnswer', version: 1, text: 'Our list:\nAyşe' });
  expect(others.every(({ id }) => id === first.id)).toBe(true);
  const { id } = first;
  expect(await save({ id, title: 'Fiyat', locale: 'TR', expectedVersion: 1 })).toMatchObject({ id, version: 2 });
  const node = async (who: Colleague) =>
    (await world.ask('query N($id: ID!) { node(id: $id) { id } }', { id }, who.headers)).data.node;
  expect([await node(viewer), await node(stranger)]).toEqual([{ id }, null]);
  expect(await save({ id, expectedVersion: 1 })).toMatchObject({ currentVersion: 2 });
  const listed = (locale: string) => ofCompany(`cannedAnswers(locale: ${locale}) { title }`, viewer);
  expect(await listed('TR')).toEqual({ cannedAnswers: [{ title: 'Fiyat' }] });
  expect(await listed('EN')).toEqual({ cannedAnswers: [] });
  expect(await save({ id, expectedVersion: 2 }, stranger)).toMatchObject({ __typename: 'NotFound', field: 'id' });
  expect(await save({}, viewer)).toMatchObject({ reason: 'VIEWER_ONLY' });
  expect(await save({}, null)).toEqual({ errors: ['UNAUTHENTICATED'] });
  expect(await save({ title: '' })).toMatchObject({ __typename: 'InvalidInput', field: 'title' });
  expect(await save({ text: 'x'.repeat(5_001) })).toMatchObject({ __typename: 'InvalidInput', field: 'text' });
  const stored = JSON.stringify(await colleagues.connections[0].db!.collection('cannedAnswers').find().toArray());
  expect(stored).not.toContain('Fiyat');
  for (let held = 1; held < 100; held++) expect(await save({})).toMatchObject({ __typename: 'CannedAnswer' });
  expect(await save({})).toMatchObject({ __typename: 'NotAllowed', reason: 'FULL' });
  expect(await act('deleteCannedAnswer', { id, expectedVersion: 1 })).toMatchObject({ currentVersion: 2 });
  expect(await act('deleteCannedAnswer', { id, expectedVersion: 2 })).toEqual({
    __typename: 'CannedAnswerDeleted',
    deletedId: id,
  });
  expect(await listed('TR')).toEqual({ cannedAnswers: [] });
});

it('says on the company’s page how it answers, and nothing below ten buyers', async () => {
  const shown = async (id: string) => {
    const query =
      'query R($id: ID!) { company(id: $id) { responsiveness { answered asked windowDays medianMinutes } } }';
    return (await world.ask(query, { id })).data.company.responsiveness;
  };
  for (let asked = 0; asked < 10; asked++) {
    const { id: inquiryId } = await send({}, await colleagues.alone());
    if (asked === 0) await turn(world, 'replyToInquiry', { inquiryId, message: '12 EUR.' }, owner.headers);
  }
  const held = await send({ message: 'See www.win.example' }, await colleagues.alone());
  expect(held.state).toBe('NEW');
  expect(await shown(companyId)).toEqual({ answered: 2, asked: 11, windowDays: 90, medianMinutes: null });
  expect(await shown(stranger.companyId!)).toBeNull();
});

const OFFER =
  'Dear supplier, we buy gate valves in cast steel for a project in Izmir and need many pieces delivered by March. Please send your best price.';

it('holds back what many wrote alike until the company releases it, and takes no more than so many', async () => {
  const asker = await colleagues.alone();
  const ask = (input: object) =>
    inquire(world, { companyId, replyTo: `${randomUUID()}@buyer.example`, ...input }, asker.headers);
  for (let sent = 0; sent < 12; sent++) expect(await ask({ message: OFFER })).toMatchObject({ proofNeeded: true });
  const { inquiry } = await ask({ message: OFFER, replyTo: asker.email });
  expect(inquiry).toMatchObject({ state: 'NEW', quarantineReason: null });
  const release = (who = owner) => turn(world, 'releaseInquiry', { inquiryId: inquiry.id }, who.headers);
  const held = await ofCompany(
    'inquiries(first: 5, where: { state: [QUARANTINED] }) { edges { node { quarantineReason } } }',
  );
  expect(held.inquiries.edges[0]).toEqual({ node: { quarantineReason: 'REPEATED_TEXT' } });
  expect(await release(viewer)).toMatchObject({ reason: 'VIEWER_ONLY' });
  expect(await release(asker)).toMatchObject({ reason: 'BUYER' });
  expect(await release()).toMatchObject({ state: 'NEW', quarantineReason: 'REPEATED_TEXT' });
  expect(await release()).toMatchObject({ __typename: 'NotAllowed', reason: 'NOT_HELD_BACK' });
  for (let sent = 13; sent < 60; sent++) expect((await ask({ message: OFFER })).__typename).toBe('InquirySent');
  expect(await ask({ message: OFFER })).toMatchObject({ __typename: 'TooManyAttempts' });
  for (let sent = 61; sent < 100; sent++) expect((await ask({})).__typename).toBe('InquirySent');
  expect(await ask({})).toMatchObject({ __typename: 'TooManyAttempts', retryAfterSeconds: 3_600 });
});

it('bounds how often one writes into inquiries', async () => {
  const { id: inquiryId } = await send({});
  let taken = 0;
  while (taken < 130) {
    const { __typename } = await turn(world, 'replyToInquiry', { inquiryId, message: 'And?' }, buyer.headers);
    if (__typename !== 'Inquiry') break;
    taken++;
  }
  expect(taken).toBe(120);
  const last = { inquiryId, message: 'Still there?' };
  expect(await turn(world, 'replyToInquiry', last, buyer.headers)).toMatchObject({ __typename: 'TooManyAttempts' });
});
