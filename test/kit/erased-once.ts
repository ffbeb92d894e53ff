import type { Connection } from 'mongoose';
import { setTimeout as sleep } from 'node:timers/promises';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { groupedBy } from '../../kit/data-map/erasure-plan.ts';
import { localIdOf } from '../../kit/global-id/global-id.ts';
import { keyFilesIn } from '../../kit/keys/key-folder.ts';
import { connect } from '../../kit/mongo/connect.ts';
import { isSubjectRef } from '../../kit/subject-keys/subject-ref.ts';
import { TombstoneLedger } from '../../kit/tombstone-ledger/tombstone-ledger.ts';
import { personalRows } from '../../subgraphs/privacy/data-map/data-map.ts';
import { DatabaseCensus } from '../../subgraphs/privacy/erasure/database-census.ts';
import { STEP_ACTIONS } from '../../subgraphs/privacy/erasure/erasure-audit.ts';
import type { Erasure } from '../../subgraphs/privacy/erasure/erasure.record.ts';
import type { ErasureStepName } from '../../subgraphs/privacy/erasure/erasure.values.ts';
import { askRight } from './asking-rights.ts';
import type { KillableWorld } from './killable-world.ts';
import { signIn } from './leaving.ts';
import { newcomer, type Newcomer } from './newcomer.ts';
import { change, draft } from './selling.ts';
import { savedSearch } from './subscribing.ts';
import { until } from './world.ts';

const DATABASES = ['member', 'catalog', 'privacy', 'events'] as const;

/** Whoever is erased here, and the case that they asked it by. */
export interface Asking {
  member: Newcomer;
  /** Global id. */
  caseId: string;
  number: string;
}

/** What came of an erasure, as told by the databases, the keys, the ledger and the mails themselves. */
interface Outcome {
  state: string;
  blockedBy: string | null;
  /** Places at which another number was changed than was counted. */
  differing: string[];
  left: number;
  keysLeft: number;
  audited: string[];
  ledgerEntries: number;
  /** How many orders each recipient got. */
  orders: number[];
  certificateMails: number;
  signsIn: string;
}

/** Looks at erasures from beside the directory. */
export interface ErasuresSeen {
  erasureOf(caseId: string): Promise<Erasure | null>;
  /** Holds an erasure at a step, so that nobody can store that the step is over; null: it went past. */
  heldAt(caseId: string, step: ErasureStepName): Promise<{ release(): Promise<void> } | null>;
  /** What it comes to, once it goes on no more. */
  outcome(asking: Asking, withinMs?: number): Promise<Outcome>;
  connections: Record<(typeof DATABASES)[number], Connection>;
  close(): Promise<void>;
}

/** A sole trader with a product that is found, and a search that is saved. */
export async function somebody(world: KillableWorld): Promise<Newcomer> {
  const member = await newcomer(world, { legalForm: 'SOLE_TRADER' });
  const { id } = await draft(world, {}, member.headers);
  await change(world, 'publishProduct', { id, idempotencyKey: id }, member.headers);
  await savedSearch(world, { query: 'valve' }, member.headers);
  return member;
}

/** The same, who asks to be erased. */
export async function asksForErasure(world: KillableWorld): Promise<Asking> {
  const member = await somebody(world);
  const taken = await askRight(world, 'openPrivacyCase', { rights: ['ERASURE'] }, member.headers);
  return { member, caseId: taken.case.id, number: taken.case.number };
}

export async function erasuresSeen(world: KillableWorld): Promise<ErasuresSeen> {
  const opened = connect(world.servers.mongo.uri, DATABASES);
  await opened[0].asPromise();
  const connections = Object.fromEntries(
    DATABASES.map((name, at) => [name, opened[at]!]),
  ) as ErasuresSeen['connections'];
  const { privacy } = connections;
  const erasures = privacy.collection<Erasure>('erasures');
  const databases = DATABASES.map((name) => ({ name, connection: connections[name] }));
  const census = new DatabaseCensus({ databases, rows: personalRows() });
  const { folder } = world.running;
  const signingKey = await readFile(keyFilesIn(folder).auditSigningKey, 'utf8');
  const ledger = new TombstoneLedger({ folder: join(folder, 'tombstones'), signingKey });
  const current = (id: string) => ({ caseId: localIdOf('PrivacyCase', id)!, isCurrent: true });
  const erasureOf = (id: string) => erasures.findOne(current(id)) as Promise<Erasure | null>;
  return {
    connections,
    erasureOf,
    async heldAt(caseId, step) {
      for (;;) {
        const session = await privacy.startSession();
        session.startTransaction();
        const release = async () => {
          await session.abortTransaction().catch(() => undefined);
          await session.endSession();
        };
        const counted = { $inc: { attempts: 1 } };
        const which = { ...current(caseId), step, state: 'RUNNING' as const };
        // Whoever changes it at this moment is in the way; then it is looked at again.
        if (await erasures.findOneAndUpdate(which, counted, { session }).catch(() => null)) return { release };
        await release();
        const { state } = (await erasureOf(caseId)) ?? {};
        if (state === 'CERTIFIED' || state === 'BLOCKED') return null;
        await sleep(1);
      }
    },
    async outcome({ member, caseId, number }, withinMs = 60_000) {
      const seen = () => erasureOf(caseId).catch(() => null);
      const isOver = async () => ['CERTIFIED', 'BLOCKED'].includes((await seen())?.state ?? '');
      await until(isOver, withinMs).catch(async () => {
        const { state, step, blockedBy, attempts, dueAt, leasedUntil } = (await seen())!;
        const at = JSON.stringify({ state, step, blockedBy, attempts, dueAt, leasedUntil, now: new Date() });
        const faults = world.logged.filter((line) => /"(warn|error)"/.test(line)).slice(-8);
        throw new Error(`Expected it to be over within ${withinMs} ms, got ${at}.\n${faults.join('\n')}`);
      });
      const erasure = (await erasureOf(caseId))!;
      const refs = erasure.persons.map(({ personRef }) => personRef);
      const byKeys = refs.filter(isSubjectRef);
      const isCertified = erasure.state === 'CERTIFIED';
      const done = async () => (await world.mailbox(member.email)).filter((mail) => isOfCertificate(mail, number));
      const about = { reasonRef: erasure.caseId, actor: 'system', action: { $in: Object.values(STEP_ACTIONS) } };
      const entries = async () => {
        const found = await privacy.collection('auditEntries').find(about).sort({ _id: 1 }).toArray();
        return found.map(({ action }) => action as string);
      };
      if (isCertified) await until(async () => (await entries()).includes('CERTIFY'), 30_000);
      if (isCertified) await until(async () => (await done()).length > 0, 30_000);
      const orders = await privacy.collection('erasureOrders').find({ erasureId: erasure._id }).toArray();
      const left = await census.left(refs, [], erasure.companies);
      const destroyed = await (await world.keys.another()).destroyed(byKeys);
      return {
        state: erasure.state,
        blockedBy: erasure.blockedBy?.code ?? null,
        differing: erasure.steps
          .filter(({ counted, changed }) => counted !== changed)
          .map(({ store, collection }) => `${store}.${collection}`),
        left: left.reduce((sum, { records }) => sum + records, 0),
        keysLeft: byKeys.length - destroyed.size,
        audited: await entries(),
        ledgerEntries: (await ledger.entries(0)).filter(({ erasureId }) => erasureId === erasure._id).length,
        orders: [...groupedBy(orders, ({ recipient }) => recipient as string).values()].map((same) => same.length),
        certificateMails: new Set((await done()).map(({ messageId }) => messageId)).size,
        signsIn: (await signIn(world, member)).__typename,
      };
    },
    close: () => privacy.close(),
  };
}

const isOfCertificate = ({ subject }: { subject: string }, number: string): boolean =>
  subject.includes(number) && /erased|silindi|已删除/.test(subject);

/** What is to come of each. */
export const ERASED_ONCE = {
  state: 'CERTIFIED',
  blockedBy: null,
  differing: [],
  left: 0,
  keysLeft: 0,
  audited: Object.values(STEP_ACTIONS),
  ledgerEntries: 1,
  certificateMails: 1,
  signsIn: 'InvalidCredentials',
};
