import 'reflect-metadata';
import { localIdOf } from '../../kit/global-id/global-id.ts';
import type { IdentifiedPerson, PersonRecord } from '../../kit/participation/participant.ts';
import type { RecordDeclaration } from '../../kit/record/record.ts';
import { Records } from '../../kit/record/records.ts';
import { newSubjectRef } from '../../kit/subject-keys/subject-ref.ts';
import type { CompanyRecord } from '../../subgraphs/member/company/company.record.ts';
import { deviceRecord } from '../../subgraphs/member/device/device.record.ts';
import { guestRecord } from '../../subgraphs/member/guest/guest.record.ts';
import { pendingInquiryRecord } from '../../subgraphs/member/inquiry/pending-inquiry.record.ts';
import { invitationRecord } from '../../subgraphs/member/invitation/invitation.record.ts';
import { pendingRegistrationRecord } from '../../subgraphs/member/registration/pending-registration.record.ts';
import { pendingSubscriptionRecord } from '../../subgraphs/member/subscription/pending-subscription.record.ts';
import { TwoPeople } from '../canary/two-people.ts';
import { colleaguesIn, type Colleague, type Colleagues } from '../kit/colleagues.ts';
import { inquire, turn } from '../kit/inquiring.ts';
import { participantsOver, type Participants } from '../kit/participants.ts';
import { startWorld, type World } from '../kit/world.ts';

import.meta.jest.setTimeout(240_000);

let world: World;
let colleagues: Colleagues;
let over: Participants;
let ayse: Colleague;
let bora: Colleague;
const traderRef = newSubjectRef();
beforeAll(async () => {
  world = await startWorld({ companies: 12, products: 60 });
  colleagues = await colleaguesIn(world);
  over = await participantsOver(world.servers.mongo.uri, world.keys.keyring);
  ayse = await colleagues.owner('Ayşe Tekstil', traderRef);
  bora = await colleagues.member(ayse, 'EDITOR');
});
afterAll(async () => {
  await over?.close();
  await colleagues?.close();
  await world?.stop();
});

const identified = ({ accountId }: Colleague) => over.all[0].identify({ accountId });
const refs = ({ references }: IdentifiedPerson) => references.map(({ ref }) => ref);
const holderRef = async ({ accountId }: Colleague) => (await over.services.accounts.byId(accountId))!.subjectRef;
const company = async () => (await over.services.companies.byId(localIdOf('Company', ayse.companyId!)!))!;
const change = async (changes: Partial<CompanyRecord>) =>
  over.services.companies.save([{ ...(await company()), ...changes }]);
const person = (email: string | null) => ({
  personRef: newSubjectRef(),
  name: 'Somebody',
  role: 'Sales',
  email,
  telephone: null,
  shown: false,
  declaredAt: new Date(),
});

/** A record of a kind that somebody's address stands in, given up long ago for nobody. */
async function planted(declaration: RecordDeclaration, own: object): Promise<string> {
  const record = { ...new TwoPeople().filled(declaration, 'ayse'), ...own } as { _id: string; subjectRef?: string };
  await new Records(over.connections.member, declaration, world.keys.keyring).put([record] as never);
  return (record as never)[declaration === (invitationRecord as unknown) ? 'invitedRef' : 'subjectRef'];
}

it('of an account: its holder, its id, the trader whose company it owns; and of a colleague none of these', async () => {
  const [one, other] = [await identified(ayse), await identified(bora)];
  expect(one.references).toEqual([
    { ref: await holderRef(ayse), kind: 'MEMBER' },
    { ref: ayse.accountId, kind: 'MEMBER' },
    { ref: traderRef, kind: 'SOLE_TRADER' },
  ]);
  expect(one.account).toMatchObject({ accountId: ayse.accountId, email: ayse.email, country: 'TR', isStaff: false });
  expect(refs(other)).toEqual([await holderRef(bora), bora.accountId]);
  expect(await over.all[0].identify({ email: ayse.email.toUpperCase() })).toEqual(one);
});

it('of an address: the guest, what waits for its proof, invitations to it and contact persons with it; of no other address', async () => {
  const theirs: string[] = [];
  for (const declaration of [
    guestRecord,
    pendingRegistrationRecord,
    pendingInquiryRecord,
    pendingSubscriptionRecord,
    invitationRecord,
  ] as unknown as RecordDeclaration[]) {
    theirs.push(await planted(declaration, { email: ayse.email }));
    await planted(declaration, { email: `x${ayse.email}` });
  }
  const device = await planted(deviceRecord, { accountId: ayse.accountId });
  await planted(deviceRecord, { accountId: bora.accountId });
  const persons = [person(ayse.email.toUpperCase()), person(bora.email), person(null)];
  await change({ persons });
  const one = await identified(ayse);
  const known = [await holderRef(ayse), ayse.accountId, device, traderRef, ...theirs, persons[0]!.personRef];
  expect(refs(one).toSorted()).toEqual(known.toSorted());
  expect(refs(await identified(bora))).toContain(persons[1]!.personRef);
  const guest = await over.all[0].identify({ email: `x${ayse.email}` });
  expect(guest).toMatchObject({ account: null, references: { length: 5 } });
  expect(refs(guest).filter((ref) => refs(one).includes(ref))).toEqual([]);
});

it('of several owners the trader is whoever has the address that the company gives, and else nobody', async () => {
  const cem = await colleagues.member(ayse, 'OWNER');
  expect([refs(await identified(ayse)), refs(await identified(cem))].flat()).not.toContain(traderRef);
  await change({ contact: { email: ayse.email, telephone: null, website: null } });
  expect(refs(await identified(ayse))).toContain(traderRef);
  expect(refs(await identified(cem))).not.toContain(traderRef);
});

it('nobody is known by an address or an account that there is not, and catalog and privacy know nobody', async () => {
  const none = { references: [], account: null };
  expect(await over.all[0].identify({ email: 'nobody@nowhere.example' })).toEqual(none);
  expect(await over.all[0].identify({ accountId: 'f'.repeat(24) })).toEqual(none);
  for (const one of over.all.slice(1)) expect(await one.identify({ accountId: ayse.accountId })).toEqual(none);
});

const bodiesIn = (records: readonly PersonRecord[]) =>
  records.flatMap(({ collection, values }) => (collection === 'inquiryMessages' ? [values['body']] : []));

it('of a thread each gets what they wrote themselves, and nothing of the other side', async () => {
  const buyer = await colleagues.alone();
  const supplier = await colleagues.owner('Anka Vana');
  const { companyId } = supplier;
  const { inquiry } = await inquire(
    world,
    { companyId, replyTo: buyer.email, message: 'How much are 70 valves?' },
    buyer.headers,
  );
  await turn(world, 'replyToInquiry', { inquiryId: inquiry.id, message: 'They are 12 EUR each.' }, supplier.headers);
  const [asked, answered] = await Promise.all(
    [buyer, supplier].map(async (who) => over.told((await identified(who)).references)),
  );
  expect(bodiesIn(asked!)).toEqual(['How much are 70 valves?']);
  expect(bodiesIn(answered!)).toEqual(['They are 12 EUR each.']);
  expect(JSON.stringify(asked)).not.toContain('12 EUR');
  expect(JSON.stringify(asked)).toContain(buyer.email);
  expect(JSON.stringify(answered)).not.toContain('70 valves');
  expect(JSON.stringify(answered)).not.toContain(buyer.email);
  const thread = await over.connections.member.collection('inquiries').findOne({}, { sort: { createdAt: -1 } });
  expect(refs(await identified(buyer))).not.toContain(thread!['threadRef']);
});
