import { randomBytes } from 'node:crypto';
import { GridFsStore } from '../../kit/files/grid-fs.file-store.ts';
import { createLog } from '../../kit/log/log.ts';
import { startLocalServers } from '../../kit/local-servers/local-servers.ts';
import { connect } from '../../kit/mongo/connect.ts';
import { ensureCollections, modelOf } from '../../kit/record/record.ts';
import { newSubjectRef } from '../../kit/subject-keys/subject-ref.ts';
import { companyCardRecord } from '../../schema/events/company-card.ts';
import { memberActivityRecord, unusualActivityRecord } from '../../schema/events/member-activity.record.ts';
import { membershipRecord, type Membership } from '../../schema/events/membership.record.ts';
import { IMPORT_RECORDS } from '../../subgraphs/catalog/import/import-services.ts';
import { importJobRecord, type ImportJobRecord } from '../../subgraphs/catalog/import/import-job.record.ts';
import { importReportRecord, type RowReport } from '../../subgraphs/catalog/import/import-report.record.ts';
import { productRecord, SHOWN } from '../../subgraphs/catalog/product/product.record.ts';
import { broughtFiles, catalogUploadRecord } from '../../subgraphs/catalog/upload/catalog-files.record.ts';
import { startTestKeys } from './keyring.ts';
import { importing } from './importing.ts';
import { until } from './world.ts';

export type ImportWorld = Awaited<ReturnType<typeof startImportWorld>>;

const RECORDS = [
  productRecord,
  companyCardRecord,
  ...IMPORT_RECORDS,
  catalogUploadRecord,
  broughtFiles.files,
  broughtFiles.chunks,
];

/** The part of the catalog that works through imports, on a real database with throw-away data. */
export async function startImportWorld() {
  const servers = await startLocalServers({ dataDir: null, env: process.env, log: () => undefined });
  const keys = await startTestKeys();
  const [connection, events] = connect(servers.mongo.uri, ['catalog', 'events']);
  await connection.asPromise();
  await ensureCollections(connection, RECORDS);
  await ensureCollections(events, [membershipRecord, memberActivityRecord, unusualActivityRecord]);
  const log = createLog('test', () => undefined);
  const parts = { connection, events, keyring: keys.keyring, log };
  const work = importing(parts);
  work.start();
  const files = new GridFsStore({ connection, records: broughtFiles, keyring: keys.keyring });
  const [jobs, reports, products, members] = [
    modelOf(connection, importJobRecord),
    modelOf(connection, importReportRecord),
    modelOf(connection, productRecord),
    modelOf(events, membershipRecord),
  ];
  const job = (id: string) => jobs.findById(id).lean<ImportJobRecord>();
  /** Stores an import as if it had been asked for. */
  async function queued(
    { _id: accountId, companyId, subjectRef }: Membership,
    content: string | Uint8Array,
    { format = 'NDJSON', dryRun = false, errorPolicy = 'SKIP_ROWS' }: Partial<ImportJobRecord> = {},
  ): Promise<string> {
    const now = new Date();
    const { fileId } = await files.put(pieces(Buffer.from(content)), { subjectRef, most: 1e9, until: now });
    await connection.transaction(async (session) => void (await files.keep(fileId, session)));
    const made: ImportJobRecord = {
      _id: randomBytes(12).toString('hex'),
      companyId,
      accountId,
      subjectRef,
      format,
      errorPolicy,
      dryRun,
      fileId,
      state: 'QUEUED',
      stopReason: null,
      failure: null,
      total: null,
      processed: 0,
      created: 0,
      updated: 0,
      unchanged: 0,
      refused: 0,
      createdAt: now,
      startedAt: null,
      finishedAt: null,
      dueAt: now,
      leasedUntil: null,
      attempts: 0,
    };
    await jobs.create([made]);
    work.wake();
    return made._id;
  }
  async function ended(id: string): Promise<ImportJobRecord> {
    await until(async () => (await job(id))!.finishedAt !== null, 60_000);
    return (await job(id))!;
  }
  return {
    env: { ...process.env, ...keys.env, MONGODB_URI: servers.mongo.uri },
    job,
    async member(): Promise<Membership> {
      const [_id, companyId] = [randomBytes(12).toString('hex'), randomBytes(12).toString('hex')];
      const member: Membership = {
        _id,
        companyId,
        subjectRef: newSubjectRef(),
        role: 'EDITOR',
        paused: false,
        since: new Date(),
        version: 1,
      };
      await members.create([member]);
      await events
        .collection<{ _id: string; hidden: boolean }>(companyCardRecord.collection)
        .insertOne({ _id: companyId, hidden: false });
      return member;
    },
    async suspend({ companyId }: Membership): Promise<void> {
      await events
        .collection<{ _id: string }>(companyCardRecord.collection)
        .updateOne({ _id: companyId }, { $set: { hidden: true } });
    },
    async change({ _id }: Membership, change: Partial<Membership>): Promise<void> {
      await members.updateOne({ _id }, { $set: change });
    },
    queued,
    ended,
    imported: async (...given: Parameters<typeof queued>) => ended(await queued(...given)),
    async report(jobId: string): Promise<RowReport[]> {
      const found = await reports.find({ jobId }).sort({ first: 1 }).lean();
      return found.flatMap(({ rows }) => rows);
    },
    product: ({ companyId }: Membership, externalId: string) => products.findOne({ companyId, externalId }).lean(),
    count: ({ companyId }: Membership) => products.countDocuments({ companyId }),
    /** How many of the company's products anybody may see. */
    shown: ({ companyId }: Membership) => products.countDocuments({ companyId, ...SHOWN }),
    /** How many documents there are of a job, its reports, its file and the file's chunks. */
    left: (jobId: string, fileId: string) =>
      Promise.all([
        jobs.countDocuments({ _id: jobId }),
        reports.countDocuments({ jobId }),
        connection.collection(broughtFiles.files.collection).countDocuments({ _id: fileId as never }),
        connection.collection(broughtFiles.chunks.collection).countDocuments({ files_id: fileId }),
      ]),
    /** As if its time were over. */
    async expire(_id: string): Promise<void> {
      await jobs.updateOne({ _id }, { $set: { dueAt: new Date() } });
      work.wake();
    },
    /** As if the lease of a process that was killed were over. */
    async unlease(_id: string): Promise<void> {
      await jobs.updateOne({ _id }, { $set: { leasedUntil: null } });
    },
    /** From now on nobody works in this process. */
    pause: () => work.stop(),
    async stop(): Promise<void> {
      await work.stop();
      await connection.close();
      await servers.stop();
      await keys.close();
    },
  };
}

async function* pieces(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  for (let from = 0; from < bytes.length; from += 65_536) yield bytes.subarray(from, from + 65_536);
}
