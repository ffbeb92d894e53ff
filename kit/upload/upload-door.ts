import { Fenced } from '../fence/fenced.ts';
import { faultOf } from '../log/fault.ts';
import type { Log } from '../log/log.ts';
import { nothingAtDoor, refusedAtDoor, type Door } from '../subgraph/door.ts';
import type { Viewer } from '../viewer/viewer.ts';
import { uploadTicket, type UploadTicket } from './upload-ticket.ts';
import { UploadRefused, type Uploads } from './uploads.ts';

export interface UploadDoorParts {
  uploads: Pick<Uploads, 'receive'>;
  /** Whether the ticket's holder may still bring this in. */
  admits: (ticket: UploadTicket, viewer: Extract<Viewer, { kind: 'account' }>) => Promise<boolean>;
  log: Log;
}

const PATH = /^\/uploads\/([0-9a-f]{24})$/;
/** Codes that clients know, by the status of a refusal. */
const CODES: Readonly<Record<number, string>> = { 413: 'TOO_EXPENSIVE', 429: 'RATE_LIMITED' };

/** `PUT /uploads/:id`, behind the gateway: it has verified the ticket, and states it with the request. */
export const uploadDoor =
  ({ uploads, admits, log }: UploadDoorParts): Door =>
  async ({ method, path, headers, body, signal }, { viewer, requestId }) => {
    const ticket = ticketIn(headers['x-upload']);
    if (method !== 'PUT' || !body || !ticket || PATH.exec(path)?.[1] !== ticket.uploadId) return nothingAtDoor();
    if (viewer.kind !== 'account' || viewer.accountId !== ticket.accountId || !(await admits(ticket, viewer)))
      return refusedAtDoor(
        403,
        'FORBIDDEN',
        'NOT_YOURS',
        'Expected the account that asked for this upload, still in its company.',
      );
    try {
      const isNew = await uploads.receive(ticket, body, signal);
      const { uploadId: id, kind, contentType, byteSize } = ticket;
      return {
        status: isNew ? 201 : 200,
        headers: { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' },
        body: JSON.stringify({ upload: { id, kind, contentType, byteSize } }),
      };
    } catch (error) {
      if (error instanceof UploadRefused)
        return refusedAtDoor(error.status, CODES[error.status] ?? 'BAD_USER_INPUT', error.reason, error.message);
      if (error instanceof Fenced) return refusedAtDoor(403, 'FORBIDDEN', 'NOBODY_THERE', error.message);
      if (!signal.aborted) log.error('unexpected error', { ...faultOf(error), requestId });
      return refusedAtDoor(
        500,
        'INTERNAL',
        'INTERNAL',
        'Something went wrong on our side. Try again in a few seconds.',
      );
    }
  };

function ticketIn(header: string | undefined): UploadTicket | null {
  try {
    return uploadTicket.parse(JSON.parse(header ?? ''));
  } catch {
    return null;
  }
}
