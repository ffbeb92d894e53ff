import type { Connection } from 'mongoose';
import { Unproven } from '../../../kit/proof/unproven.ts';
import { Records } from '../../../kit/record/records.ts';
import type { Keyring } from '../../../kit/sealing/keyring.ts';
import { pendingPrivacyCaseRecord, type PendingPrivacyCase } from './pending-privacy-case.record.ts';

/** What guests ask for whose address is not proven. */
export class PendingCases extends Unproven<PendingPrivacyCase> {
  constructor(connection: Connection, keyring: Keyring) {
    super(new Records(connection, pendingPrivacyCaseRecord, keyring), keyring);
  }
}
