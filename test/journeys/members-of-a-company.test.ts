import { randomUUID } from 'node:crypto';
import { colleaguesIn, type Colleague, type Colleagues } from '../kit/colleagues.ts';
import { insisting } from '../kit/insisting.ts';
import { startWorld, until, type World } from '../kit/world.ts';

import.meta.jest.setTimeout(240_000);

let world: World;
let colleagues: Colleagues;
beforeAll(async () => {
  world = await startWorld({ companies: 0, products: 0 });
  colleagues = await colleaguesIn(world);
});
afterAll(async () => {
  await colleagues?.close();
  await world?.stop();
});

const asked = async (root: string, input: object, who: Colleague) => {
  const type = `${root[0]!.toUpperCase()}${root.slice(1)}Input`;
  const fields = ['inviteMember', 'revokeInvitation'].includes(root)
    ? '... on CompanyInvitation { invitationId email role state }'
    : root === 'handOverOwnership'
      ? '... on OwnershipOffer { from { email } to { email } expiresAt }'
      : '... on Company { id }';
  const { data, errors } = await world.ask(
    `mutation Asked($input: ${type}!) { ${root}(input: $input) { __typename ${fields} ... on Problem { message }
      ... on NotAllowed { reason } ... on NotFound { field } ${root === 'inviteMember' ? '... on InvalidInput { field }' : ''} } }`,
    { input },
    who.headers,
  );
  return errors ? { errors } : data[root];
};
const keyed = (fields: object) => ({ idempotencyKey: randomUUID(), ...fields });
const inviting = (fields: object) => ({ ...keyed(fields), authorisationDeclared: true });
const company = async (who: Colleague) =>
  (
    await world.ask(
      `{ viewer { company { id viewerCanEdit viewerCanManageMembers viewerCanAcceptOwnership
        members(first: 100) { edges { node { memberId: id email role isViewer } } } invitations { invitationId email state }
        ownershipOffer { to { email } } } } }`,
      {},
      who.headers,
    )
  ).data.viewer.company;
interface Shown {
  node: { email: string; role: string };
}
const rolesIn = async (who: Colleague): Promise<Record<string, string>> =>
  Object.fromEntries(
    (await company(who)).members.edges.map(({ node: { email, role } }: Shown) => [email, role] as const),
  );
const tokenFor = async (email: string): Promise<string> => {
  const tokens = async () =>
    (await world.mailbox(email)).flatMap(({ text }) => /accept-invitation#token=([\w-]+)/.exec(text)?.[1] ?? []);
  await until(async () => (await tokens()).length > 0, 30_000);
  return (await tokens()).at(-1)!;
};

it('lets an owner invite somebody, who accepts by the mail and acts for the company', async () => {
  const owner = await colleagues.owner('Anka Vana');
  const invited = await colleagues.alone();
  const input = inviting({ email: ` ${invited.email.toUpperCase()}`, role: 'EDITOR', locale: 'TR' });
  const invitation = await asked('inviteMember', input, owner);
  expect(invitation).toMatchObject({ email: invited.email, role: 'EDITOR', state: 'OPEN' });
  const token = await tokenFor(invited.email);
  const [mail] = await world.mailbox(invited.email);
  expect(mail!.text).toContain('Anka Vana');
  expect(mail!.subject).toContain('davet');
  const stored = JSON.stringify(await colleagues.connections[0].db!.collection('invitations').find().toArray());
  expect(stored).not.toContain(invited.email);
  expect(stored).not.toContain(token);
  const other = await colleagues.alone();
  expect(await asked('acceptInvitation', keyed({ token }), other)).toMatchObject({ reason: 'OTHER_ADDRESS' });
  expect(await asked('acceptInvitation', keyed({ token }), invited)).toMatchObject({ id: owner.companyId });
  expect(await rolesIn(owner)).toEqual({ [owner.email]: 'OWNER', [invited.email]: 'EDITOR' });
  expect(await company(invited)).toMatchObject({
    viewerCanEdit: true,
    viewerCanManageMembers: false,
    invitations: null,
  });
  expect(await asked('acceptInvitation', keyed({ token }), invited)).toMatchObject({ __typename: 'NotFound' });
  expect((await company(owner)).invitations).toMatchObject([{ state: 'ACCEPTED' }]);
});

it('sends one mail for fifty repeats of one invitation', async () => {
  const owner = await colleagues.owner();
  const email = `repeated-${randomUUID().slice(0, 8)}@member.example`;
  const input = inviting({ email, role: 'VIEWER' });
  const answers = await Promise.all(
    Array.from({ length: 50 }, () => insisting(() => asked('inviteMember', input, owner))),
  );
  expect(answers.filter(({ __typename }) => __typename !== 'CompanyInvitation')).toEqual([]);
  expect(new Set(answers.map(({ invitationId }) => invitationId)).size).toBe(1);
  expect((await company(owner)).invitations).toHaveLength(1);
  await tokenFor(email);
  expect(await world.mailbox(email)).toHaveLength(1);
  const again = await asked('inviteMember', { ...input, role: 'OWNER' }, owner);
  expect(again.__typename).toBe('IdempotencyKeyReused');
});

it('counts no invitation that was revoked, or followed by another', async () => {
  const owner = await colleagues.owner();
  const invited = await colleagues.alone();
  await asked('inviteMember', inviting({ email: invited.email, role: 'OWNER' }), owner);
  const first = await tokenFor(invited.email);
  const second = await asked('inviteMember', inviting({ email: invited.email, role: 'VIEWER' }), owner);
  expect(await asked('acceptInvitation', keyed({ token: first }), invited)).toMatchObject({ __typename: 'NotFound' });
  await until(async () => (await tokenFor(invited.email)) !== first, 30_000);
  const foreign = await colleagues.owner();
  const named = { invitationId: second.invitationId };
  expect(await asked('revokeInvitation', named, foreign)).toMatchObject({ field: 'invitationId' });
  expect(await asked('revokeInvitation', named, owner)).toMatchObject({ state: 'REVOKED' });
  const token = await tokenFor(invited.email);
  expect(await asked('acceptInvitation', keyed({ token }), invited)).toMatchObject({ __typename: 'NotFound' });
});

it('invites a bounded number of people, at addresses that are some', async () => {
  const owner = await colleagues.owner();
  for (const email of ['nobody', 'a@b.example\r\nBcc: c@d.example', 'x'.repeat(100_000), '{"$ne":1}']) {
    const refused = await asked('inviteMember', inviting({ email, role: 'VIEWER' }), owner);
    expect(refused).toMatchObject({ __typename: 'InvalidInput', field: 'email' });
  }
  const undeclared = { email: 'x@member.example', role: 'VIEWER', authorisationDeclared: false };
  expect(await asked('inviteMember', keyed(undeclared), owner)).toMatchObject({
    __typename: 'InvalidInput',
    field: 'authorisationDeclared',
  });
  const invite = (n: number) => {
    const input = inviting({ email: `bounded-${n}@member.example`, role: 'VIEWER' });
    return () => asked('inviteMember', input, owner);
  };
  for (let n = 0; n < 28; n++) expect(await insisting(invite(n))).toMatchObject({ __typename: 'CompanyInvitation' });
  const last = await Promise.all(Array.from({ length: 6 }, (_, n) => insisting(invite(100 + n))));
  expect(last.filter(({ __typename }) => __typename === 'CompanyInvitation')).toHaveLength(2);
  expect(last.filter(({ __typename }) => __typename === 'TooManyAttempts')).toHaveLength(4);
});

it('lets somebody of another company come only when they say that they leave it', async () => {
  const [owner, moving] = [await colleagues.owner(), await colleagues.owner('Eski Firma')];
  await asked('inviteMember', inviting({ email: moving.email, role: 'EDITOR' }), owner);
  const token = await tokenFor(moving.email);
  expect(await asked('acceptInvitation', keyed({ token }), moving)).toMatchObject({ reason: 'ACTS_FOR_ANOTHER' });
  const colleague = await colleagues.member(moving, 'EDITOR');
  const leaving = () => asked('acceptInvitation', keyed({ token, leaveCurrentCompany: true }), moving);
  expect(await leaving()).toMatchObject({ __typename: 'LastOwner' });
  await asked('leaveCompany', { companyId: moving.companyId }, colleague);
  expect(await leaving()).toMatchObject({ id: owner.companyId });
  // Nobody acts for the other one any more.
  const { data } = await world.ask('query ($id: ID!) { company(id: $id) { id } }', { id: moving.companyId });
  expect(data.company).toBeNull();
});

it('lets owners alone say who acts for the company, of their own members alone', async () => {
  const owner = await colleagues.owner();
  const [editor, viewer] = [await colleagues.member(owner, 'EDITOR'), await colleagues.member(owner, 'VIEWER')];
  const foreign = await colleagues.owner();
  for (const who of [editor, viewer]) {
    const { memberId } = viewer;
    for (const [root, input] of [
      ['changeMemberRole', { memberId, role: 'OWNER' }],
      ['removeMember', { memberId: owner.memberId }],
      ['inviteMember', inviting({ email: 'x@member.example', role: 'OWNER' })],
      ['handOverOwnership', keyed({ memberId })],
    ] as const) {
      expect(await asked(root, input, who)).toMatchObject({ __typename: 'NotAllowed', reason: 'NOT_OWNER' });
    }
  }
  const again = async (who: Colleague) => {
    const query = 'query Again($id: ID!) { node(id: $id) { ... on CompanyMember { role } } }';
    return (await world.ask(query, { id: viewer.memberId }, who.headers)).data.node;
  };
  expect(await again(editor)).toEqual({ role: 'VIEWER' });
  expect(await again(foreign)).toBeNull();
  const absent = Buffer.from(`CompanyMember:${'0'.repeat(24)}`).toString('base64url');
  for (const memberId of [foreign.memberId, absent, 'x', '__proto__']) {
    const refused = { __typename: 'NotFound', field: 'memberId' };
    expect(await asked('removeMember', { memberId }, owner)).toMatchObject(refused);
    expect(await asked('changeMemberRole', { memberId, role: 'VIEWER' }, owner)).toMatchObject(refused);
    expect(await asked('handOverOwnership', keyed({ memberId }), owner)).toMatchObject(refused);
  }
  expect(await asked('changeMemberRole', { memberId: viewer.memberId, role: 'EDITOR' }, owner)).toMatchObject({
    id: owner.companyId,
  });
  expect(await company(viewer)).toMatchObject({ viewerCanEdit: true });
  await asked('removeMember', { memberId: viewer.memberId }, owner);
  expect(await company(viewer)).toBeNull();
  const late = await world.ask(
    'mutation ($input: UpdateCompanyInput!) { updateCompany(input: $input) { __typename } }',
    { input: { id: owner.companyId, expectedVersion: 1, foundedYear: 1990 } },
    viewer.headers,
  );
  expect(late.data.updateCompany.__typename).toBe('NotFound');
  expect(await rolesIn(owner)).toEqual({ [owner.email]: 'OWNER', [editor.email]: 'EDITOR' });
});

it('keeps the last owner', async () => {
  const owner = await colleagues.owner();
  const editor = await colleagues.member(owner, 'EDITOR');
  const { memberId, companyId } = owner;
  for (const refused of [
    await asked('leaveCompany', { companyId }, owner),
    await asked('removeMember', { memberId }, owner),
    await asked('changeMemberRole', { memberId, role: 'EDITOR' }, owner),
  ]) {
    expect(refused).toMatchObject({ __typename: 'LastOwner' });
  }
  expect(await rolesIn(editor)).toEqual({ [owner.email]: 'OWNER', [editor.email]: 'EDITOR' });
});

it('keeps an owner when all of them go at once, in whatever way', async () => {
  for (let round = 0; round < 5; round++) {
    const first = await colleagues.owner();
    const second = await colleagues.member(first, 'OWNER');
    const third = await colleagues.member(first, 'OWNER');
    const watching = await colleagues.member(first, 'VIEWER');
    await Promise.all([
      asked('leaveCompany', { companyId: first.companyId }, first),
      asked('removeMember', { memberId: third.memberId }, second),
      asked('changeMemberRole', { memberId: second.memberId, role: 'VIEWER' }, third),
    ]);
    expect(Object.values(await rolesIn(watching))).toContain('OWNER');
  }
});

it('hands a company over in two steps, once', async () => {
  const owner = await colleagues.owner('Devir Sanayi');
  const [heir, third] = [await colleagues.member(owner, 'VIEWER'), await colleagues.member(owner, 'EDITOR')];
  const { companyId } = owner;
  expect(await asked('acceptOwnership', keyed({ companyId }), heir)).toMatchObject({ reason: 'NO_OFFER' });
  const offer = await asked('handOverOwnership', keyed({ memberId: heir.memberId }), owner);
  expect(offer).toMatchObject({ from: { email: owner.email }, to: { email: heir.email } });
  await until(async () => (await world.mailbox(heir.email)).some(({ text }) => text.includes('Devir Sanayi')), 30_000);
  expect(await company(heir)).toMatchObject({ viewerCanAcceptOwnership: true });
  expect(await company(third)).toMatchObject({ viewerCanAcceptOwnership: false });
  expect(await asked('acceptOwnership', keyed({ companyId }), third)).toMatchObject({ reason: 'NO_OFFER' });
  expect(await asked('withdrawOwnershipOffer', { companyId }, third)).toMatchObject({ reason: 'NOT_OWNER' });
  expect(await rolesIn(owner)).toMatchObject({ [owner.email]: 'OWNER', [heir.email]: 'VIEWER' });
  const input = keyed({ companyId });
  const answers = await Promise.all(
    Array.from({ length: 10 }, () => insisting(() => asked('acceptOwnership', input, heir))),
  );
  expect(answers.map(({ __typename }) => __typename)).toEqual(Array(10).fill('Company'));
  expect(await rolesIn(owner)).toMatchObject({ [owner.email]: 'EDITOR', [heir.email]: 'OWNER' });
  expect(await asked('acceptOwnership', keyed({ companyId }), heir)).toMatchObject({ reason: 'NO_OFFER' });
});

it('lets an offer be taken back, and counts none of somebody who is no owner any more', async () => {
  const owner = await colleagues.owner();
  const [heir, other] = [await colleagues.member(owner, 'EDITOR'), await colleagues.member(owner, 'OWNER')];
  const { companyId } = owner;
  await asked('handOverOwnership', keyed({ memberId: heir.memberId }), owner);
  expect((await company(owner)).ownershipOffer).toEqual({ to: { email: heir.email } });
  await asked('withdrawOwnershipOffer', { companyId }, owner);
  expect(await asked('acceptOwnership', keyed({ companyId }), heir)).toMatchObject({ reason: 'NO_OFFER' });
  await asked('handOverOwnership', keyed({ memberId: heir.memberId }), owner);
  await asked('changeMemberRole', { memberId: owner.memberId, role: 'EDITOR' }, other);
  expect(await asked('acceptOwnership', keyed({ companyId }), heir)).toMatchObject({ reason: 'NO_OFFER' });
});

it('shows nobody else who acts for a company, and takes no change from nobody', async () => {
  const owner = await colleagues.owner();
  for (const who of [await colleagues.owner(), await colleagues.alone()]) {
    const { data } = await world.ask(
      `query ($id: ID!) { company(id: $id) { viewerCanEdit viewerCanManageMembers members(first: 10) { edges { cursor } } invitations { email } ownershipOffer { expiresAt } history(first: 1) { edges { cursor } } } }`,
      { id: owner.companyId },
      who.headers,
    );
    expect(data.company).toEqual({
      viewerCanEdit: false,
      viewerCanManageMembers: false,
      members: null,
      invitations: null,
      ownershipOffer: null,
      history: null,
    });
  }
  const nobody = { ...owner, headers: {} as { authorization: string } };
  for (const [root, input] of [
    ['inviteMember', inviting({ email: 'x@member.example', role: 'VIEWER' })],
    ['removeMember', { memberId: owner.memberId }],
    ['leaveCompany', { companyId: owner.companyId }],
    ['acceptInvitation', keyed({ token: 'x' })],
  ] as const) {
    expect((await asked(root, input, nobody)).errors[0].extensions.code).toBe('UNAUTHENTICATED');
  }
});
