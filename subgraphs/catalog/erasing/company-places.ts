import type { Connection, Model, mongo } from 'mongoose';
import type { ClientSession } from 'mongoose';
import type { FileStore } from '../../../kit/files/file-store.ts';
import { companiesWith, companyPlace } from '../../../kit/participation/company-place.ts';
import {
  deleting,
  refsOf,
  type ErasurePlace,
  type Stored,
  type StoredFilter,
} from '../../../kit/participation/erasure-place.ts';
import type { ErasureTarget } from '../../../kit/participation/erasing.ts';
import { modelOf, type RecordDeclaration } from '../../../kit/record/record.ts';
import { productListingRecord } from '../../../schema/events/product-listing.record.ts';
import { heldProductRecord } from '../alert/held-product.record.ts';
import { SearchMatches } from '../alert/search-matches.ts';
import { imageRecord, type ImageRecord } from '../image/image.record.ts';
import { importJobRecord } from '../import/import-job.record.ts';
import { importReportRecord } from '../import/import-report.record.ts';
import type { ProductListings } from '../listing/product-listings.ts';
import { withdrawnProduct } from '../product/product.change.ts';
import type { ProductRecord } from '../product/product.record.ts';
import type { Withdrawals } from '../product/withdrawals.ts';
import { sponsorshipRecord } from '../sponsorship/sponsorship.record.ts';

export interface CompanyPlacesParts {
  connection: Connection;
  events: Connection;
  products: Model<ProductRecord>;
  listings: Pick<ProductListings, 'follow'>;
  withdrawals: Pick<Withdrawals, 'product'>;
  /** Where pictures are kept. */
  imageFiles: Pick<FileStore, 'remove'>;
  /** Where files lie as members brought them. */
  files: Pick<FileStore, 'remove'>;
}

type Place = Pick<ErasurePlace, 'collection' | 'subjectPath' | 'action' | 'stored'>;

const COMPANY = 'companyId';

/**
 * What goes with a company in the catalog, which names it by its id and nobody by a reference. Of one that its last owner leaves behind the
 * products are withdrawn; of one that is the person, all goes that is the company's alone: products with what hangs on them, pictures, and
 * imports with their reports.
 */
export function companyPlaces(parts: CompanyPlacesParts): ErasurePlace[] {
  const { connection, products, withdrawals, imageFiles, files } = parts;
  const stored = (declaration: RecordDeclaration) => modelOf(connection, declaration as never).collection as never;
  const [images, jobs, reports] = [
    stored(imageRecord),
    stored(importJobRecord),
    stored(importReportRecord),
  ] as mongo.Collection<Stored>[];
  const ofProducts = { collection: 'products', subjectPath: COMPANY, stored: products.collection as never } as const;
  const hidden = (ids: readonly string[]) => ids.forEach((id) => withdrawals.product(id, true, null));
  const withdrawing = { ...ofProducts, action: 'withdraw' } as const;
  const deleted = (collection: string, of: mongo.Collection<Stored>, subjectPath = COMPANY): Place => ({
    collection,
    subjectPath,
    stored: of,
    action: 'delete document',
  });
  const cleared = async (which: object) => {
    for await (const { sizes } of images!.find(which as StoredFilter) as unknown as AsyncIterable<ImageRecord>)
      for (const { fileId } of sizes) await imageFiles.remove(fileId);
  };
  return [
    {
      ...unheld(withdrawing, (target) => ({ ...within(companiesWith(target, 'WITHDRAWN')), status: 'PUBLISHED' })),
      change: (which, _, session) => withdrawn(parts, which, session),
      after: hidden,
    },
    {
      ...unheld(deleted('products', products.collection as never), ofErased),
      before: (ids) => cleared({ productId: { $in: [...ids] } }),
      change: (which, _, session) => deletedProducts(parts, which, session),
      after: hidden,
    },
    {
      ...unheld(deleted('images', images!), (target) => ({ ...ofErased(target), productId: null })),
      before: (ids) => cleared({ _id: { $in: [...ids] } }),
      change: deleting(images!),
    },
    {
      ...unheld(deleted('importReports', reports!, 'jobId'), async (target) => {
        const any = [within(companiesWith(target, 'ERASED')), { subjectRef: { $in: refsOf(target) } }];
        return { jobId: { $in: await jobs!.distinct('_id', { $or: any } as StoredFilter) } };
      }),
      change: deleting(reports!),
    },
    {
      ...unheld(deleted('importJobs', jobs!), (target) => ({
        ...ofErased(target),
        subjectRef: { $nin: refsOf(target) },
      })),
      before: async (ids) => {
        const brought = (await jobs!.distinct('fileId', { _id: { $in: [...ids] } } as StoredFilter)) as string[];
        for (const fileId of brought) await files.remove(fileId);
      },
      change: deleting(jobs!),
    },
  ];
}

const within = (companyIds: readonly string[]) => ({ companyId: { $in: [...companyIds] } });
const ofErased = (target: ErasureTarget) => within(companiesWith(target, 'ERASED'));

/** A place of the catalog's own database. */
const unheld = (place: Place, which: Parameters<typeof companyPlace>[1]) =>
  companyPlace({ store: 'catalog', ...place }, which);

/** As their company would do it: who follows products sees a withdrawal like any other. */
async function withdrawn(
  { products, listings }: CompanyPlacesParts,
  which: StoredFilter,
  session: ClientSession,
): Promise<number> {
  const now = new Date();
  const before = (await products.collection.find(which as never, { session }).toArray()) as unknown as ProductRecord[];
  const changes = before.map((product) => ({ before: product, after: withdrawnProduct(product, now) }));
  const writes = changes.map(({ before: { _id, version }, after }) => ({
    replaceOne: { filter: { _id, version }, replacement: after },
  }));
  if (writes.length === 0) return 0;
  const { modifiedCount } = await products.collection.bulkWrite(writes as never, { session });
  await listings.follow(changes, session);
  return modifiedCount;
}

/** With what hangs on them, in the same transaction. */
async function deletedProducts(
  { connection, events, products }: CompanyPlacesParts,
  which: StoredFilter,
  session: ClientSession,
): Promise<number> {
  const projection = { _id: 1, companyId: 1 };
  const found = await products.collection.find(which as never, { session, projection }).toArray();
  const ids = found.map(({ _id }) => _id as unknown as string);
  const companyIds = [...new Set(found.map(({ companyId }) => companyId))];
  const of = (declaration: RecordDeclaration, at = connection) => modelOf(at, declaration as never).collection;
  const those = { productId: { $in: ids } } as never;
  await of(sponsorshipRecord).deleteMany(those, { session });
  await of(imageRecord).deleteMany(those, { session });
  await of(heldProductRecord).deleteMany({ _id: { $in: ids } } as never, { session });
  await of(productListingRecord, events).deleteMany({ _id: { $in: ids } } as never, { session });
  await new SearchMatches(events).forget({ companyId: { $in: companyIds } }, session);
  return (await products.collection.deleteMany({ _id: { $in: ids } } as never, { session })).deletedCount;
}
