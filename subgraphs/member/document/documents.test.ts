import 'reflect-metadata';
import type { Connection } from 'mongoose';
import { GridFsStore } from '../../../kit/files/grid-fs.file-store.ts';
import { FileMissing } from '../../../kit/files/file-store.ts';
import { startLocalServers, type LocalServers } from '../../../kit/local-servers/local-servers.ts';
import { connect } from '../../../kit/mongo/connect.ts';
import { ensureCollections } from '../../../kit/record/record.ts';
import { newSubjectRef } from '../../../kit/subject-keys/subject-ref.ts';
import { startTestKeys, type TestKeys } from '../../../test/kit/keyring.ts';
import { documentFiles } from '../upload/document-files.record.ts';
import { DOCUMENT_RECORDS } from './document-services.ts';
import { Documents } from './documents.ts';

const DAY = 86_400_000;
let servers: LocalServers;
let keys: TestKeys;
let connection: Connection;
let files: GridFsStore;
let documents: Documents;
let now = new Date('2026-11-24T10:00:00Z');

beforeAll(async () => {
  servers = await startLocalServers({ dataDir: null, env: process.env, log: () => undefined });
  keys = await startTestKeys();
  [connection] = connect(servers.mongo.uri, ['documents']);
  await connection.asPromise();
  await ensureCollections(connection, DOCUMENT_RECORDS);
  const { keyring } = keys;
  files = new GridFsStore({ connection, records: documentFiles, keyring });
  documents = new Documents({ connection, keyring, files, now: () => now, uploads: { take } });
});
afterAll(async () => {
  await connection?.close();
  await servers?.stop();
  await keys?.close();
});

async function take(_: string, __: object, session: Parameters<GridFsStore['keep']>[1]) {
  const fileRef = newSubjectRef();
  const bytes = (async function* () {
    yield Buffer.alloc(600_000, 'a licence ');
  })();
  const { fileId } = await files.put(bytes, { subjectRef: fileRef, most: 1e6, until: new Date(now.getTime() + DAY) });
  await files.keep(fileId, session);
  const subjectRef = newSubjectRef();
  return { fileId, fileRef, subjectRef, contentType: 'application/pdf', byteSize: 600_000, filename: 'licence.pdf' };
}

it('when its retention ends a document is gone, with every chunk and with the key that they were sealed under', async () => {
  const kept = await connection.transaction((session) =>
    documents.keep('a'.repeat(24), { kind: 'CLAIM_EVIDENCE', companyId: 'c'.repeat(24) }, session),
  );
  const { _id, fileId, fileRef } = kept as unknown as NonNullable<Awaited<ReturnType<Documents['byId']>>>;
  await documents.deleteAfter(_id, new Date(now.getTime() + 90 * DAY));
  now = new Date(now.getTime() + 90 * DAY - 1);
  expect(await documents.sweep()).toBe(0);
  now = new Date(now.getTime() + 1);
  expect(await documents.sweep()).toBe(1);
  for (const { collection } of [documentFiles.files, documentFiles.chunks])
    expect(await connection.collection(collection).countDocuments()).toBe(0);
  expect(await documents.byId(_id)).toBeNull();
  expect(await keys.keyring.destroyed([fileRef])).toEqual(new Set([fileRef]));
  await expect(files.open(fileId)[Symbol.asyncIterator]().next()).rejects.toThrow(FileMissing);
  await documents.remove(_id);
});
