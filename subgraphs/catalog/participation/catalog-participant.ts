import type { mongo } from 'mongoose';
import type { ChunkedFileStore } from '../../../kit/files/chunked.file-store.ts';
import type { StoredFile } from '../../../kit/files/file.record.ts';
import type { Log } from '../../../kit/log/log.ts';
import type { OwnErasing } from '../../../kit/participation/declared-erasing.ts';
import { fencesOf } from '../../../kit/fence/fences.ts';
import { DeclaredParticipant } from '../../../kit/participation/declared-participant.ts';
import { storesOf, type Kept } from '../../../kit/participation/declared-places.ts';
import { nothingToStop } from '../../../kit/participation/nothing-to-stop.ts';
import type { Participant, PersonFile } from '../../../kit/participation/participant.ts';
import { modelOf } from '../../../kit/record/record.ts';
import { Records } from '../../../kit/record/records.ts';
import type { Keyring } from '../../../kit/sealing/keyring.ts';
import { companyCardRecord } from '../../../schema/events/company-card.ts';
import type { ImportJobRecord } from '../import/import-job.record.ts';
import { broughtFiles } from '../upload/catalog-files.record.ts';
import { INDEXED, IndexedTraders } from './indexed-traders.ts';

export interface CatalogParticipantParts extends Kept {
  keyring: Keyring;
  /** Where files lie as members brought them. */
  files: Pick<ChunkedFileStore, 'open' | 'empty' | 'remove'>;
  /** What it does beside what its records declare; only keeping and telling when absent. */
  own?: OwnErasing;
  restriction?: Pick<Participant, 'restrict' | 'lift'>;
  log: Log;
}

const CONTENT_TYPES = { CSV: 'text/csv', NDJSON: 'application/x-ndjson' } as const;
/** What sealing adds to a chunk. */
const SEAL_BYTES = 32;

/**
 * The part that catalog takes in the rights of people: it knows nobody by an account or an address, and what it shows of a sole trader follows
 * what member publishes.
 */
export function catalogParticipant(parts: CatalogParticipantParts): Participant {
  const { connection, keyring, files, own, restriction = nothingToStop, log } = parts;
  const stored = modelOf(connection, broughtFiles.files).collection as unknown as mongo.Collection<StoredFile>;
  const indexed = new IndexedTraders(new Records(connection, companyCardRecord, keyring));
  const brought = { store: files, bucket: broughtFiles.bucket };
  const byUploader = { subjectPath: 'subjectRef', fileIdPath: 'fileId', store: files } as const;
  return new DeclaredParticipant({
    name: 'catalog',
    stores: storesOf('catalog', parts),
    keyring,
    log,
    identify: async () => ({ references: [], account: null }),
    restriction,
    elsewhere: { store: INDEXED, told: (refs) => indexed.told(refs) },
    files: [
      { ...byUploader, collection: 'uploads', of: (upload: PersonFile) => [fileOf(upload)] },
      { ...byUploader, collection: 'importJobs', of: (job: ImportJobRecord) => importedFile(job, stored) },
    ],
    erasing: {
      connection,
      fences: [fencesOf(connection)],
      buckets: [brought],
      linked: ['uploads', 'importJobs'].map((collection) => ({
        ...brought,
        collection,
        fileIdPath: 'fileId',
        keyPath: null,
      })),
      ...(own && { own }),
    },
  });
}

const fileOf = ({ fileId, filename, contentType, byteSize }: PersonFile): PersonFile => ({
  fileId,
  filename,
  contentType,
  byteSize,
});

/** The file of an import, after whoever brought it has no upload any more; of none that is gone. */
async function importedFile(
  { _id, fileId, format }: ImportJobRecord,
  stored: mongo.Collection<StoredFile>,
): Promise<PersonFile[]> {
  const file = await stored.findOne({ _id: fileId, whole: true });
  if (!file) return [];
  const filename = `import-${_id}.${format.toLowerCase()}`;
  const byteSize = file.length - file.chunkCount * SEAL_BYTES;
  return [{ fileId, filename, contentType: CONTENT_TYPES[format], byteSize }];
}
