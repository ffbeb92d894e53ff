import { randomBytes, randomUUID } from 'node:crypto';
import type { Connection } from 'mongoose';
import { Idempotency } from '../../kit/idempotency/idempotency.ts';
import { globalId } from '../../kit/global-id/global-id.ts';
import { createLog } from '../../kit/log/log.ts';
import type { Participant } from '../../kit/participation/participant.ts';
import { ensureCollections } from '../../kit/record/record.ts';
import { newSubjectRef } from '../../kit/subject-keys/subject-ref.ts';
import type { Viewer } from '../../kit/viewer/viewer.ts';
import { CANCELLATION_RECORDS } from '../../subgraphs/privacy/cancellation/cancellation-services.ts';
import { CancellationStore } from '../../subgraphs/privacy/cancellation/cancellation-store.ts';
import type { PrivacyCase } from '../../subgraphs/privacy/case/privacy-case.record.ts';
import type { RightName } from '../../subgraphs/privacy/case/privacy-case.values.ts';
import type { CertifiedErasure } from '../../subgraphs/privacy/erasure/erasure-certifying.ts';
import { mentionId } from '../../subgraphs/privacy/erasure/mention-settling.ts';
import { ErasureGround, ErasureMentionDecision } from '../../subgraphs/privacy/erasure/erasure.enum.ts';
import { ERASURE_RECORDS, erasing, erasureServices } from '../../subgraphs/privacy/erasure/erasure-services.ts';
import { storedPersons } from '../../subgraphs/privacy/person/stored-person.ts';
import { MemoryPart, memoryStores } from './memory-part.ts';
import { rightsDatabase } from './rights-database.ts';
import { rightsDesk } from './rights-desk.ts';
import { until } from './world.ts';

export type Officer = Extract<Viewer, { kind: 'account' }>;

export const officer = (roles: Officer['roles'] = ['PRIVACY_OFFICER']): Officer => ({
  kind: 'account',
  accountId: randomBytes(12).toString('hex'),
  sessionId: randomBytes(12).toString('hex'),
  roles,
});

/** Erasures over a database, with parts of the directory that keep their records in memory. */
export async function erasureWorld() {
  const database = await rightsDatabase();
  const { connection, events, keys } = database;
  await ensureCollections(connection, [...CANCELLATION_RECORDS, ...ERASURE_RECORDS]);
  const log = createLog('test', () => undefined);
  const parts = (['member', 'catalog', 'privacy'] as const).map((name) => new MemoryPart(name, keys.keyring));
  const [member] = parts as [MemoryPart, MemoryPart, MemoryPart];
  const around = memoryStores(parts);
  const issued: CertifiedErasure[] = [];
  /** So much later than it is. */
  const clock = { ahead: 0 };
  const now = () => new Date(Date.now() + clock.ahead);
  const participants = parts as unknown as Participant[];
  const seams = { erasing: erasing(connection, now) };
  const desk = rightsDesk({ connection, events, keyring: keys.keyring, participants, log, seams, now });
  const cancellationStore = new CancellationStore(connection);
  const certificates = {
    issue: async (facts: CertifiedErasure) => {
      issued.push(facts);
      return { document: `signed.${issued.length}`, issuedAt: now() };
    },
  };
  const services = (over: Connection = connection) =>
    erasureServices({
      connection: over,
      events,
      keyring: keys.keyring,
      participants: parts,
      log,
      now,
      certificates,
      idempotency: new Idempotency(connection, keys.keyring),
      mapHash: 'd'.repeat(64),
      cancellationStore,
      ...desk,
      ...around.ports,
    });
  const erasures = services();
  const key = () => randomUUID();
  /** Somebody of whom there is something in two parts. */
  const person = (records = 2) => {
    const [accountId, ref] = [randomBytes(12).toString('hex'), newSubjectRef()];
    member.people.set(accountId, [{ ref, kind: 'MEMBER' }]);
    for (let at = 0; at < records; at++)
      parts[at % 2]!.stored.push({
        store: parts[at % 2]!.name,
        collection: 'things',
        id: randomBytes(12).toString('hex'),
        ref,
      });
    return { accountId, ref };
  };
  /** Their case, proven. */
  const opened = async (accountId: string, rights: RightName[] = ['ERASURE']): Promise<PrivacyCase> => {
    const who = await desk.applicants.identified({ accountId });
    const by = { role: 'SUBJECT', accountId } as const;
    const said = { rights, text: null, name: null, country: 'DE', representatives: [] };
    const from = { email: who.account!.email, applicantRef: newSubjectRef(), openedBy: accountId, proof: null };
    const found = desk.caseFiling.opened(
      { said, ...from, channel: 'SITE', locale: 'TR', receivedAt: now(), by },
      now(),
    );
    await connection.transaction((session) =>
      desk.caseFiling.proven(found, { person: who, provenBy: 'SESSION', by }, session, now()),
    );
    return (await desk.caseStore.byId(found._id))!;
  };
  /** Its account was cancelled, and nobody took that back in time; answers the id of the cancellation. */
  const cancelled = async (found: PrivacyCase, { accountId, ref }: { accountId: string; ref: string }) => {
    const [_id, at] = [randomBytes(12).toString('hex'), now()];
    await connection.transaction(async (session) => {
      const waits = { state: 'IN_PROGRESS', waitsFor: 'ERASURE' } as const;
      await desk.caseStore.put({ ...found, items: found.items.map((item) => ({ ...item, ...waits })) }, session);
      const work = { dueAt: at, leasedUntil: null, attempts: 0, closedAt: null, until: at };
      const whose = { caseId: found._id, accountId, persons: storedPersons([{ ref, kind: 'MEMBER' }]) };
      const told = { _id, ...whose, tokenHash: _id.padEnd(64, '0') };
      await cancellationStore.add({ ...told, state: 'DUE_FOR_ERASURE', ...work }, session);
    });
    return _id;
  };
  const caseId = ({ _id }: PrivacyCase) => globalId('PrivacyCase', _id);
  const plan = (found: PrivacyCase, by: Viewer, ground = ErasureGround.NO_CONSENT, idempotencyKey = key()) =>
    erasures.erasurePlanning.plan(by, { caseId: caseId(found), ground, idempotencyKey });
  const erasureOf = async ({ _id }: PrivacyCase) => (await erasures.erasureStore.ofCase(_id))!;
  const approve = async (found: PrivacyCase, by: Viewer, planHash?: string, idempotencyKey = key()) =>
    erasures.erasureApproving.approve(by, {
      caseId: caseId(found),
      planHash: planHash ?? (await erasureOf(found)).planHash,
      idempotencyKey,
    });
  return {
    database,
    parts,
    member,
    around,
    issued,
    clock,
    now,
    log,
    desk,
    cancellationStore,
    services,
    erasures,
    key,
    person,
    opened,
    cancelled,
    caseId,
    plan,
    approve,
    erasureOf,
    /** Planned by one and approved by two others. */
    async approved(found: PrivacyCase) {
      await plan(found, officer());
      for (let at = 0; at < 2; at++) await approve(found, officer());
      return erasureOf(found);
    },
    /** An officer decides on every text of others that it names. */
    async settled(found: PrivacyCase, decision: keyof typeof ErasureMentionDecision) {
      for (const mention of (await erasureOf(found)).mentions)
        await erasures.mentionSettling.settle(officer(), {
          caseId: caseId(found),
          mentionId: mentionId(mention),
          decision: ErasureMentionDecision[decision],
          idempotencyKey: key(),
        });
    },
    blockedBy: (found: PrivacyCase, code: string) =>
      until(async () => (await erasureOf(found)).blockedBy?.code === code, 30_000),
    steps: (found: PrivacyCase, step: string) => until(async () => (await erasureOf(found)).step === step, 30_000),
    /** It is over, or whoever was at it failed and left it to somebody else. */
    reachesOrPauses: (found: PrivacyCase) =>
      until(async () => {
        const { state, leasedUntil, dueAt } = await erasureOf(found);
        return state === 'CERTIFIED' || (leasedUntil === null && dueAt > now());
      }, 30_000),
    async reaches(found: PrivacyCase, ...states: string[]) {
      await until(async () => states.includes((await erasureOf(found)).state), 30_000);
      return erasureOf(found);
    },
  };
}

export type ErasureWorld = Awaited<ReturnType<typeof erasureWorld>>;
