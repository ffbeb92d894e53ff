import { askRight, caseProofSentTo } from '../kit/asking-rights.ts';
import { inquire } from '../kit/inquiring.ts';
import type { World } from '../kit/world.ts';
import { does, type Planting } from './planting.ts';
import type { People } from './written-by-people.ts';

type Headers = Record<string, string>;
const ROLES = ['VERIFIER', 'SUPPORT', 'ADMINISTRATOR', 'PRIVACY_OFFICER'] as const;
type Role = (typeof ROLES)[number];

/** Somebody of the staff. */
async function staff(world: World, role: Role): Promise<Headers> {
  return { authorization: `Bearer ${await world.sessions.token([role], String(ROLES.indexOf(role) + 1).repeat(24))}` };
}

/** A claim and an appeal of the company, and what staff say to them. */
export async function judgedOf(world: World, { ayse }: People, planting: Planting): Promise<void> {
  const [verifier, support, administrator] = await Promise.all([
    staff(world, 'VERIFIER'),
    staff(world, 'SUPPORT'),
    staff(world, 'ADMINISTRATOR'),
  ]);
  const { id: companyId } = (await world.ask('{ viewer { company { id } } }', {}, ayse.headers)).data.viewer.company;
  const said = {
    statement: planting.of('ayse', 'member.claims.said[].statement'),
    scope: planting.of('ayse', 'member.claims.said[].scope'),
  };
  const claim = await does(
    world,
    'claimVerification',
    { kind: 'EXISTENCE', ...said },
    ayse.headers,
    '... on Claim { id }',
  );
  await does(world, 'takeVerification', { id: claim.id }, verifier);
  const verdict = { verdict: 'VERIFIED', method: 'REGISTRY_LOOKUP', reason: 'EVIDENCE_SUFFICES' };
  const words = { text: planting.of('staff'), doesNotProve: planting.of('staff') };
  const expiresAt = new Date(Date.now() + 86_400_000 * 365).toISOString();
  await does(world, 'decideVerification', { id: claim.id, ...verdict, ...words, expiresAt }, verifier);
  const suspended = { companyId, reason: 'FRAUD', text: planting.of('staff') };
  const decision = await does(world, 'suspendCompany', suspended, support, '... on ModerationDecision { id }');
  const text = planting.of('ayse', 'member.appeals.said[].text');
  const appeal = await does(world, 'appeal', { decisionId: decision.id, text }, ayse.headers, '... on Appeal { id }');
  const granted = { id: appeal.id, outcome: 'GRANTED', text: planting.of('staff') };
  await does(world, 'decideAppeal', granted, administrator);
}

/** What the two sides of threads report of each other; at last Ayşe writes to nobody any more. */
export async function reportsOf(
  world: World,
  { ayse, cem }: People,
  { sent, got }: Record<'sent' | 'got', string>,
  planting: Planting,
): Promise<void> {
  const support = await staff(world, 'SUPPORT');
  const SAID = 'member.abuseReports.said[].text';
  const report = (owner: 'ayse' | 'cem', inquiryId: string, headers: Headers) =>
    does(
      world,
      'reportAbuse',
      { inquiryId, reason: 'FRAUD', text: planting.of(owner, SAID) },
      headers,
      '... on AbuseReport { id }',
    );
  const decide = (id: string, decision: string) =>
    does(
      world,
      'decideAbuseReport',
      { id, decision, reason: 'FRAUD', expectedVersion: 1, text: planting.of('staff') },
      support,
    );
  await decide((await report('ayse', got, ayse.headers)).id, 'NO_ACTION');
  await decide((await report('cem', sent, cem.headers)).id, 'BLOCK_WRITER');
  const { data } = await world.ask('{ viewer { company { id } } }', {}, cem.headers);
  const refused = await inquire(world, { companyId: data.viewer.company.id, replyTo: ayse.email }, ayse.headers);
  if (refused.reason !== 'BLOCKED') throw new Error(`Expected a blocked writer, got ${JSON.stringify(refused)}.`);
}

/** What is asked for by one’s rights, for oneself and for another, and what an officer answers. */
export async function casesOf(world: World, { ayse }: People, planting: Planting): Promise<void> {
  const officer = await staff(world, 'PRIVACY_OFFICER');
  const text = (path: string) => planting.of('ayse', `privacy.privacyCases.${path}`);
  const asked = { rights: ['CORRECTION'], name: text('name'), text: text('asked[].text') };
  const { case: own } = await askRight(world, 'openPrivacyCase', asked, ayse.headers);
  planting.also(ayse.email, 'privacy.privacyCases.email');
  const taken = await askRight(world, 'takePrivacyCase', { id: own.id, expectedVersion: own.version }, officer);
  const answer = { right: 'CORRECTION', reason: 'DONE_AS_ASKED', text: text('items[].answer') };
  const decided = { id: own.id, expectedVersion: taken.version, ...answer };
  await does(world, 'decidePrivacyCase', decided, officer);
  const representative = {
    name: text('representatives[].name'),
    personEmail: `${text('representatives[].forEmail')}@represented.example`,
    authority: 'POWER_OF_ATTORNEY',
    authorityDeclared: true,
  };
  await askRight(world, 'openPrivacyCase', { rights: ['COPY'], representative }, ayse.headers);
  const waiting = { name: planting.of('ayse', 'privacy.pendingPrivacyCases.name'), rights: ['OBJECTION'] };
  await askRight(world, 'openPrivacyCase', { email: ayse.email, ...waiting });
}

/** A change that waits for the proof of another address, and a company that is handed over. */
export async function changesOf(world: World, { ayse, bora }: People, planting: Planting): Promise<void> {
  const email = `${planting.of('ayse', 'member.proofs.email')}@member.example`;
  await does(world, 'changeEmail', { email, password: ayse.password }, ayse.headers);
  await does(world, 'handOverOwnership', { memberId: bora.memberId }, ayse.headers);
}

/** Asks for one’s data from an address that is proven by one click. */
export async function askedByGuest(world: World, email: string): Promise<void> {
  const before = (await world.mailbox(email)).filter(({ text }) => text.includes('prove-privacy-case')).length;
  await askRight(world, 'openPrivacyCase', { email, rights: ['ACCESS'], country: 'TR', locale: 'EN' });
  const token = await caseProofSentTo(world, email, before + 1);
  const proven = await askRight(world, 'provePrivacyCase', { token });
  if (proven.__typename !== 'PrivacyCaseProven') throw new Error(`Expected a proof, got ${JSON.stringify(proven)}.`);
}
