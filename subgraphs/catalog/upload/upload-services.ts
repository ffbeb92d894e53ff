import type { Connection } from 'mongoose';
import { GridFsStore } from '../../../kit/files/grid-fs.file-store.ts';
import type { Log } from '../../../kit/log/log.ts';
import { modelOf } from '../../../kit/record/record.ts';
import type { Keyring } from '../../../kit/sealing/keyring.ts';
import { nothingAtDoor, type Door } from '../../../kit/subgraph/door.ts';
import { SignedAddress } from '../../../kit/upload/signed-address.ts';
import { uploadDoor } from '../../../kit/upload/upload-door.ts';
import { Uploads } from '../../../kit/upload/uploads.ts';
import { actingMember } from '../../../schema/events/acting-member.ts';
import { membershipRecord } from '../../../schema/events/membership.record.ts';
import { UPLOAD_KINDS } from '../../../schema/events/upload-kinds.ts';
import { imageDoor } from '../image/image-door.ts';
import { imageRecord } from '../image/image.record.ts';
import { ImageViews } from '../image/image-views.ts';
import { Images } from '../image/images.ts';
import type { Products } from '../product/products.ts';
import { broughtFiles, catalogUploadRecord, imageFiles, imageObjectRecord } from './catalog-files.record.ts';
import type { ImageStore } from './image-store.ts';

export const FILE_RECORDS = [
  broughtFiles.files,
  broughtFiles.chunks,
  imageFiles.files,
  imageFiles.chunks,
  imageObjectRecord,
  catalogUploadRecord,
  imageRecord,
] as const;

export interface UploadServicesParts {
  connection: Connection;
  events: Connection;
  keyring: Keyring;
  products: Products;
  /** Where pictures are kept. */
  imageStore: ImageStore;
  log: Log;
}

/** What takes in pictures and files to import, keeps them, and shows pictures. */
export function uploadServices({ connection, events, keyring, products, imageStore, log }: UploadServicesParts) {
  const brought = new GridFsStore({ connection, records: broughtFiles, keyring });
  const images = new Images({ connection, brought, files: imageStore.files });
  const { PRODUCT_IMAGE, IMPORT_FILE } = UPLOAD_KINDS;
  const uploads = new Uploads({
    connection,
    declaration: catalogUploadRecord,
    keyring,
    files: brought,
    kinds: { PRODUCT_IMAGE, IMPORT_FILE },
    sealedFor: ({ subjectRef }) => subjectRef,
    prepare: { PRODUCT_IMAGE: images.prepare },
  });
  const addresses = new SignedAddress(keyring, 'images');
  const bringIn = uploadDoor({
    uploads,
    admits: async ({ companyId }, viewer) => {
      const member = await actingMember(events, viewer);
      return member?.companyId === companyId && member.role !== 'VIEWER';
    },
    log,
  });
  const memberships = modelOf(events, membershipRecord);
  const hasMembers = async (companyId: string) => (await memberships.exists({ companyId })) !== null;
  const show = imageDoor({ images, products, addresses, hasMembers });
  const door: Door = async (request, asked) => {
    if (request.path.startsWith('/uploads/')) return bringIn(request, asked);
    return request.path.startsWith('/images/') ? show(request, asked) : nothingAtDoor();
  };
  return {
    /** Files that were uploaded to be imported. */
    files: brought,
    uploads,
    images,
    imageViews: new ImageViews(images, addresses),
    door,
    working: [brought.sweep(log), imageStore.files.sweep(log)],
  };
}
