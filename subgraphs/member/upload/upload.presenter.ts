import type { Ticket } from './upload-tickets.ts';

/** Where to send a file. */
export const presentUpload = ({ uploadId, signed, expiresAt }: Ticket, byteSize: number) => ({
  __typename: 'Upload' as const,
  id: uploadId,
  url: `/uploads/${uploadId}?${new URLSearchParams({ ticket: signed }).toString()}`,
  expiresAt,
  maxBytes: byteSize,
});
