import { setTimeout as sleep } from 'node:timers/promises';
import { randomBytes, randomUUID } from 'node:crypto';
import type { World } from './world.ts';

const PLAN = `planHash mapHash ground state step plannedAt blockedBy blockedAt viewerCanApprove hasMoreMentions
  steps { store collection subjectPath action predicted changed state } approvals { at accountId }
  companies { companyId fate } mentions { mentionId store collection recordId path times decision } residuals { kind until reason }`;
const CHANGED = `__typename ... on PrivacyCase { id state plan { ${PLAN} } items { right state reason } blockedBy { code } }
  ... on Problem { message } ... on NotAllowed { reason } ... on NotFound { field }`;

type Headers = Record<string, string>;

/** Somebody of the staff, signed in. */
export const staffIn = async (world: World, role = 'PRIVACY_OFFICER', accountId = randomBytes(12).toString('hex')) => ({
  authorization: `Bearer ${await world.sessions.token([role] as never, accountId)}`,
});

const mutation = async (world: World, name: string, more: string, input: object, headers: Headers) => {
  const type = `${name[0]!.toUpperCase()}${name.slice(1)}Input`;
  const query = `mutation Erase($input: ${type}!) { ${name}(input: $input) { ${CHANGED} ${more} } }`;
  const { data, errors } = await world.ask(query, { input: { idempotencyKey: randomUUID(), ...input } }, headers);
  return data?.[name] ?? { errors: errors!.map(({ extensions }) => extensions.code) };
};

export const planErasure = (world: World, caseId: string, headers: Headers, ground = 'NO_CONSENT') =>
  mutation(world, 'planErasure', '', { caseId, ground }, headers);

export const approveErasure = (world: World, caseId: string, planHash: string, headers: Headers) =>
  mutation(world, 'approveErasure', '... on ErasurePlanStale { planHash }', { caseId, planHash }, headers);

export async function erasureOf(world: World, caseId: string, headers: Headers) {
  const { data } = await world.ask(
    `query Erasure($id: ID!) { privacyCase(id: $id) { state items { right state reason } blockedBy { code }
      plan { ${PLAN} } certificate { issuedAt document residuals { kind until reason } } } }`,
    { id: caseId },
    headers,
  );
  return data.privacyCase;
}

/** Planned by one officer and approved by two others; answers the plan. */
export async function approvedErasure(world: World, caseId: string) {
  const officer = await staffIn(world);
  const planned = await planErasure(world, caseId, officer);
  if (planned.__typename !== 'PrivacyCase') throw new Error(`Expected a plan, got ${JSON.stringify(planned)}.`);
  let hash = planned.plan.planHash as string;
  for (let state = 'PLANNED', tries = 0; state === 'PLANNED' && tries < 20; tries++) {
    const approved = await approveErasure(world, caseId, hash, await staffIn(world));
    if (approved.__typename === 'ErasurePlanStale') hash = approved.planHash;
    else if (approved.__typename === 'PrivacyCase') ({ state } = approved.plan);
    // Whether it counted is not known where no answer came in time.
    else if (approved.errors?.includes('UNAVAILABLE')) ({ state } = (await erasureOf(world, caseId, officer)).plan);
    else throw new Error(`Expected an approval, got ${JSON.stringify(approved)}.`);
  }
  return erasureOf(world, caseId, await staffIn(world));
}

/** As soon as it is certified, or an officer has to look at it. Throws with where it stands when that takes longer. */
export async function certified(world: World, caseId: string, withinMs = 60_000) {
  const headers = await staffIn(world);
  const end = Date.now() + withinMs;
  for (;;) {
    const found = await erasureOf(world, caseId, headers);
    // A part that is busy is asked again.
    const { state, step, blockedBy } = found?.plan ?? {};
    // Read anew: the case may have been read before the plan.
    if (['CERTIFIED', 'BLOCKED', 'WAITING'].includes(state)) return erasureOf(world, caseId, headers);
    if (Date.now() > end) throw new Error(`Expected a certificate, got ${state} ${step} ${blockedBy}.`);
    await sleep(100);
  }
}
