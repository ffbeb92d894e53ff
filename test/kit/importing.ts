import type { Connection } from 'mongoose';
import { GridFsStore } from '../../kit/files/grid-fs.file-store.ts';
import { Idempotency } from '../../kit/idempotency/idempotency.ts';
import type { Log } from '../../kit/log/log.ts';
import { modelOf } from '../../kit/record/record.ts';
import type { Keyring } from '../../kit/sealing/keyring.ts';
import type { LeasedWork } from '../../kit/work/leased-work.ts';
import { MemberActivity } from '../../schema/events/member-activity.ts';
import { importServices } from '../../subgraphs/catalog/import/import-services.ts';
import { ProductListings } from '../../subgraphs/catalog/listing/product-listings.ts';
import { productRecord } from '../../subgraphs/catalog/product/product.record.ts';
import { broughtFiles } from '../../subgraphs/catalog/upload/catalog-files.record.ts';

export interface ImportingParts {
  connection: Connection;
  events: Connection;
  keyring: Keyring;
  log: Log;
}

/** The work of imports as a process of the catalog does it. */
export const importing = ({ connection, events, keyring, log }: ImportingParts): LeasedWork =>
  importServices({
    connection,
    events,
    products: modelOf(connection, productRecord),
    listings: new ProductListings(events),
    idempotency: new Idempotency(connection, keyring),
    activity: new MemberActivity({ events }),
    withdrawals: null,
    keyring,
    files: new GridFsStore({ connection, records: broughtFiles, keyring }),
    uploads: { take: async () => null },
    log,
  }).work;
