import 'reflect-metadata';
import { randomBytes, randomUUID } from 'node:crypto';
import type { Collection, Connection } from 'mongoose';
import { allowanceRecord } from '../../kit/allowance/allowance.record.ts';
import { idempotencyKeyRecord } from '../../kit/idempotency/idempotency-key.record.ts';
import { startMongod } from '../../kit/local-servers/mongod.process.ts';
import { createLog } from '../../kit/log/log.ts';
import { startMailCatcher, type MailCatcher } from '../../kit/mail/mail-catcher.ts';
import { mailRecord } from '../../kit/mail/outgoing/mail.record.ts';
import { connect } from '../../kit/mongo/connect.ts';
import { ensureCollections } from '../../kit/record/record.ts';
import { Records } from '../../kit/record/records.ts';
import type { DoorAnswer } from '../../kit/subgraph/door.ts';
import type { Viewer } from '../../kit/viewer/viewer.ts';
import { auditEventRecord } from '../../schema/events/audit-event.ts';
import { membershipRecord } from '../../schema/events/membership.record.ts';
import { securityEventRecord } from '../../subgraphs/member/security-log/security-event.record.ts';
import { EXPORT_RECORDS } from '../../subgraphs/privacy/personal-data-export/export-services.ts';
import { exporting, HOLDER, type ExportingParts } from './exporting.ts';
import { startTestKeys, type TestKeys } from './keyring.ts';
import { unzipped, wholeOf } from './unzipped.ts';
import { until } from './world.ts';

export const holder: Viewer = { kind: 'account', accountId: HOLDER.accountId, sessionId: 'b'.repeat(24), roles: [] };
export const asking = { viewer: holder, locale: 'TR' as const, requestId: randomUUID() };
/** An answer that arrived. */
const ARRIVED = Promise.resolve(true);

type Made = ReturnType<typeof exporting>;
export interface RunningExports extends Made {
  stop(): Promise<unknown>;
}

/** A database with people in it, and what makes and hands over their exports, for one test file. */
export interface ExportWorld {
  uri: string;
  connection: Connection;
  keys: TestKeys;
  catcher: MailCatcher;
  /** Services that run until the test ends; `start` false: that do nothing by themselves. */
  running(more?: Partial<ExportingParts>, start?: boolean): RunningExports;
  /** Stores so many events in the log of the holder. */
  hold(count: number): Promise<void>;
  stored(collection: string): Collection;
  audited(): Promise<Record<string, unknown>[]>;
  /** The token in the newest mail, when all are sent. */
  sentToken(): Promise<string>;
  /** Forgets what a test made. */
  clear(): Promise<void>;
  stop(): Promise<void>;
}

export async function startExportWorld(): Promise<ExportWorld> {
  const mongod = await startMongod({ dataDir: null, env: process.env, log: () => undefined });
  const keys = await startTestKeys();
  const catcher = await startMailCatcher({ port: 0 });
  const [connection, events, member] = connect(mongod.uri, ['privacy', 'events', 'member']);
  await connection.asPromise();
  await ensureCollections(connection, [...EXPORT_RECORDS, mailRecord, idempotencyKeyRecord, allowanceRecord]);
  await ensureCollections(events, [auditEventRecord, membershipRecord]);
  await ensureCollections(member, [securityEventRecord]);
  const log = createLog('test', () => undefined);
  const stops: (() => Promise<unknown>)[] = [];
  const stored = (name: string) => connection.collection(name);
  return {
    uri: mongod.uri,
    connection,
    keys,
    catcher,
    stored,
    running(more = {}, start = true) {
      const smtp = catcher.url;
      const made = exporting({ connection, events, member, keyring: keys.keyring, smtp, log, ...more });
      const working = [...made.working, made.mails];
      if (start) for (const part of working) part.start();
      const stop = () => Promise.all(working.map((part) => part.stop()));
      stops.push(stop);
      return { ...made, stop };
    },
    async hold(count) {
      const records = new Records(member, securityEventRecord, keys.keyring);
      const all = Array.from({ length: count }, (_, number) => eventOf(number));
      for (let from = 0; from < count; from += 1_000) await records.put(all.slice(from, from + 1_000));
    },
    audited: () => events.collection('auditEvents').find().sort({ _id: 1 }).toArray(),
    async sentToken() {
      await until(async () => (await stored('mails').countDocuments()) === 0, 30_000);
      return /personal-data-exports\/([\w-]{67})/.exec(catcher.mails().at(-1)!.text)![1]!;
    },
    async clear() {
      await Promise.all(stops.splice(0).map((stop) => stop()));
      for (const { collection } of [...EXPORT_RECORDS, mailRecord, allowanceRecord])
        await stored(collection).deleteMany({});
      await member.collection('securityEvents').deleteMany({});
      await events.collection('auditEvents').deleteMany({});
    },
    async stop() {
      await catcher.stop();
      await connection.close();
      await mongod.stop();
      await keys.close();
    },
  };
}

const eventOf = (number: number) => ({
  _id: number.toString(16).padStart(24, '0'),
  subjectRef: HOLDER.subjectRef,
  accountId: HOLDER.accountId,
  kind: 'SIGNED_IN' as const,
  at: new Date(),
  count: 1,
  network: randomBytes(18).toString('base64'),
  device: randomBytes(40).toString('base64'),
});

/** Asks for an export of the holder; answers its id. */
export async function askedFor({ exports }: Made, idempotencyKey: string = randomUUID()): Promise<string> {
  const outcome = await exports.ask(asking, { idempotencyKey });
  if (outcome.kind !== 'done') throw new Error(`Expected an export, got ${JSON.stringify(outcome)}.`);
  return outcome.reference!;
}

export const shownTo = async ({ exports }: Made, id: string) => (await exports.shown(holder, id))!;
export const isReady = (made: Made, id: string): Promise<void> =>
  until(async () => (await shownTo(made, id)).state === 'READY', 60_000);

/** An export that is there, with the token of its mail. */
export async function readied(world: ExportWorld, made: Made) {
  const id = await askedFor(made);
  await isReady(made, id);
  return { id, token: await world.sentToken(), code: (await shownTo(made, id)).code! };
}

/** What a door answers. */
export async function answerAt({ doors }: Made, path: string, code = '', handedOver = ARRIVED): Promise<DoorAnswer> {
  const [name] = path.split('/') as [keyof Made['doors']];
  const { signal } = new AbortController();
  const request = {
    method: 'GET',
    path: `/${path}`,
    query: { code },
    headers: {},
    body: null,
    signal,
    handedOver,
  } as const;
  return doors[name](request, { viewer: { kind: 'anonymous' }, requestId: randomUUID() });
}

export const pageOf = (made: Made, token: string) => answerAt(made, `personal-data-exports/${token}`);
export const archiveOf = (made: Made, token: string, code: string | null, handedOver?: Promise<boolean>) =>
  answerAt(made, `personal-data-exports/${token}/archive`, code ?? '', handedOver);

/** Fetches an archive as a program does, and says then that it arrived. */
export async function fetched(made: Made, token: string, code: string | null): Promise<Map<string, Buffer>> {
  let arrived!: (isWhole: boolean) => void;
  const answer = await archiveOf(made, token, code, new Promise((resolve) => (arrived = resolve)));
  if (answer.status !== 200)
    throw new Error(`Expected the archive, got ${answer.status}: ${JSON.stringify(answer.body)}`);
  const bytes = await wholeOf(answer.body as AsyncIterable<Buffer>);
  if (answer.headers['content-length'] !== String(bytes.length)) throw new Error('Expected as many bytes as it said.');
  arrived(true);
  return unzipped(bytes);
}
