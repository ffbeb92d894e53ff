import type { Connection } from 'mongoose';
import type { FileStore } from '../../../kit/files/file-store.ts';
import { nothingAtDoor, type Door } from '../../../kit/subgraph/door.ts';
import { admission } from '../../../schema/events/admission.ts';
import type { InquiryFileAddresses } from './inquiry-file-addresses.ts';
import type { InquiryViews } from '../inquiry/inquiry-views.ts';

export interface InquiryFileDoorParts {
  views: InquiryViews;
  files: FileStore;
  addresses: InquiryFileAddresses;
  events: Connection;
}

const PATH = /^\/inquiry-files\/([0-9a-f]{24})-(\d{1,2})$/;

/** `GET /inquiry-files/:message-:place?…`: a file of a message, for whoever takes part in its thread still and got the address. */
export const inquiryFileDoor = ({ views, files, addresses, events }: InquiryFileDoorParts): Door => {
  const admits = admission(events);
  return async ({ method, path, query }) => {
    const [, messageId, place] = PATH.exec(path) ?? [];
    const holder = messageId && method !== 'PUT' ? await addresses.holder(path, query) : null;
    if (!messageId || !holder) return nothingAtDoor();
    const viewer = { kind: 'account' as const, ...holder, roles: [] };
    const seen = (await admits(viewer)) ? await views.message(messageId, viewer) : null;
    const file = seen?.message.attachments[Number(place)];
    if (!file) return nothingAtDoor();
    return {
      status: 200,
      headers: {
        'content-type': file.contentType,
        'content-length': String(file.byteSize),
        'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(file.filename)}`,
        'content-security-policy': "default-src 'none'; sandbox",
        'cache-control': 'private, no-store',
      },
      body: method === 'HEAD' ? null : files.open(file.fileId),
    };
  };
};
