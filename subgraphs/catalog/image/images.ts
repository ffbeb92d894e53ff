import { randomBytes } from 'node:crypto';
import type { ClientSession, Connection, Model } from 'mongoose';
import type { FileStore } from '../../../kit/files/file-store.ts';
import { atOnce } from '../../../kit/mongo/at-once.ts';
import { modelOf } from '../../../kit/record/record.ts';
import { UNTAKEN_SECONDS } from '../../../kit/upload/upload.record.ts';
import { wholeOf, type Prepare } from '../../../kit/upload/uploads.ts';
import { imageRecord, type ImageRecord } from './image.record.ts';
import { sizesOf } from './sizes.ts';

export interface ImagesParts {
  connection: Connection;
  /** Where pictures are as they came. */
  brought: FileStore;
  /** Where their sizes are kept. */
  files: FileStore;
  now?: () => Date;
}

/** Pictures of products, from the upload until no product has them. */
export class Images {
  readonly #model: Model<ImageRecord>;
  readonly #parts: ImagesParts;
  readonly #byId = atOnce<ImageRecord>((ids) => this.#read(ids));

  constructor(parts: ImagesParts) {
    this.#parts = parts;
    this.#model = modelOf(parts.connection, imageRecord);
  }

  /** Makes the sizes of a picture that came in. They go after a day, unless a product takes it. Rejects with NoImage. */
  readonly prepare: Prepare = async ({ ticket: { uploadId, companyId }, fileId, digest }) => {
    const { brought, files } = this.#parts;
    const createdAt = this.#now();
    const goesAt = new Date(createdAt.getTime() + UNTAKEN_SECONDS * 1_000);
    const sizes: ImageRecord['sizes'] = [];
    for (const { bytes, ...size } of await sizesOf(() => wholeOf(brought, fileId))) {
      const stored = await files.put(once(bytes), { subjectRef: null, most: bytes.length, until: goesAt });
      sizes.push({ ...size, byteSize: bytes.length, fileId: stored.fileId });
    }
    const _id = randomBytes(12).toString('hex');
    const version = digest.toString('hex').slice(0, 16);
    const image = { _id, companyId, productId: null, uploadId, version, sizes, createdAt, goesAt };
    return async (session) => void (await this.#model.collection.insertOne(image as never, { session }));
  };

  /** Gives an uploaded picture to a product of its company. Null: there is none, or a product has it. */
  async take(uploadId: string, productId: string, companyId: string, session: ClientSession): Promise<string | null> {
    const free = { uploadId, companyId, productId: null, goesAt: { $gt: this.#now() } };
    const taken = { $set: { productId, goesAt: null } };
    const image = await this.#model.findOneAndUpdate(free, taken, { session }).lean<ImageRecord>();
    if (!image) return null;
    for (const { fileId } of image.sizes) if (!(await this.#parts.files.keep(fileId, session))) return null;
    return image._id;
  }

  /** No product has them any more: their sizes go at once. All of a product when no ids are given. */
  async release(productId: string, ids: readonly string[] | null, session: ClientSession | null): Promise<void> {
    const filter = { productId, ...(ids && { _id: { $in: ids } }) } as never;
    const released = await this.#model.find(filter).session(session).lean<ImageRecord[]>();
    const at = this.#now();
    await this.#model.collection.updateMany(
      filter,
      { $set: { productId: null, goesAt: at } },
      { ...(session && { session }) },
    );
    for (const { sizes } of released)
      for (const { fileId } of sizes) await this.#parts.files.release(fileId, at, session ?? undefined);
  }

  /** In the order of the ids; null for one that is not there. */
  async byIds(ids: readonly string[]): Promise<(ImageRecord | null)[]> {
    const found = await this.#byId.loadMany(ids);
    return found.map((one) => (one instanceof Error ? null : one));
  }

  /** The bytes of one size. */
  open(fileId: string): AsyncIterable<Buffer> {
    return this.#parts.files.open(fileId);
  }

  async #read(ids: readonly string[]): Promise<(ImageRecord | null)[]> {
    const found = await this.#model.find({ _id: { $in: [...new Set(ids)] } } as never).lean<ImageRecord[]>();
    const byId = new Map(found.map((image) => [image._id, image]));
    return ids.map((id) => byId.get(id) ?? null);
  }

  #now(): Date {
    return (this.#parts.now ?? (() => new Date()))();
  }
}

async function* once(bytes: Buffer): AsyncGenerator<Buffer> {
  yield bytes;
}
