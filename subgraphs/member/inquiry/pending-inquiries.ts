import type { Connection } from 'mongoose';
import { Records } from '../../../kit/record/records.ts';
import type { Keyring } from '../../../kit/sealing/keyring.ts';
import { Unproven } from '../../../kit/proof/unproven.ts';
import { pendingInquiryRecord, type PendingInquiry } from './pending-inquiry.record.ts';

/** Inquiries whose address is not proven. */
export class PendingInquiries extends Unproven<PendingInquiry> {
  constructor(connection: Connection, keyring: Keyring) {
    super(new Records(connection, pendingInquiryRecord, keyring), keyring);
  }
}
