import type { Connection } from 'mongoose';
import type { ChunkedFileStore } from '../../../kit/files/chunked.file-store.ts';
import { GridFsChunks, GridFsStore } from '../../../kit/files/grid-fs.file-store.ts';
import { ObjectFileStore } from '../../../kit/files/object.file-store.ts';
import { faultOf } from '../../../kit/log/fault.ts';
import type { Log } from '../../../kit/log/log.ts';
import { ObjectStore, type ObjectPlace } from '../../../kit/object-store/object-store.ts';
import { modelOf } from '../../../kit/record/record.ts';
import type { Keyring } from '../../../kit/sealing/keyring.ts';
import { imageFiles, imageObjectRecord } from './catalog-files.record.ts';

export interface ImageStoreParts {
  connection: Connection;
  keyring: Keyring;
  /** The bucket of an object store; null: pictures lie in MongoDB. */
  place: ObjectPlace | null;
  log: Log;
}

export interface ImageStore {
  files: ChunkedFileStore;
  /** Whether it answers now. What is wrong is logged when it begins. */
  ready(): Promise<boolean>;
  close(): Promise<void>;
}

const UNREACHED = 'pictures cannot be reached';

/** Opens the place of the pictures. Rejects where it cannot be used: then nothing stays open, and what is wrong is logged. */
export async function openImageStore(parts: ImageStoreParts): Promise<ImageStore> {
  return parts.place ? inObjectStore(parts, parts.place) : inMongo(parts);
}

async function inMongo({ connection, keyring, log }: ImageStoreParts): Promise<ImageStore> {
  if (await modelOf(connection, imageObjectRecord).findOne().lean()) {
    const reason = 'Expected IMAGE_STORE=s3, got mongodb: there are pictures in an object store. Set it as it was.';
    log.error(UNREACHED, { reason });
    throw new Error(reason);
  }
  const files = new GridFsStore({ connection, records: imageFiles, keyring });
  return { files, ready: async () => true, close: async () => undefined };
}

async function inObjectStore({ connection, keyring, log }: ImageStoreParts, place: ObjectPlace): Promise<ImageStore> {
  const store = new ObjectStore(place);
  let wasReady = true;
  const fault = async (): Promise<Error | null> => {
    const error = await store.check().then(
      () => null,
      (found: Error) => found,
    );
    if (error && wasReady) log.error(UNREACHED, { ...faultOf(error), reason: error.message });
    wasReady = !error;
    return error;
  };
  const error = await fault();
  if (error) {
    await store.close();
    throw error;
  }
  const older = new GridFsChunks({ connection, records: imageFiles, keyring });
  const { files, bucket: prefix } = imageFiles;
  return {
    files: new ObjectFileStore({ connection, files, objects: imageObjectRecord, store, prefix, older }),
    ready: async () => !(await fault()),
    close: () => store.close(),
  };
}
