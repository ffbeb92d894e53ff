import type { Connection } from 'mongoose';
import { Unproven } from '../../../kit/proof/unproven.ts';
import { Records, type RecordsOf } from '../../../kit/record/records.ts';
import type { Keyring } from '../../../kit/sealing/keyring.ts';
import { pendingPrivacyCaseRecord, type PendingPrivacyCase } from './pending-privacy-case.record.ts';

/** Of one address; they go within days. */
const MOST = 100;

/** What guests ask for whose address is not proven. */
export class PendingCases extends Unproven<PendingPrivacyCase> {
  readonly #records: RecordsOf<typeof pendingPrivacyCaseRecord>;

  constructor(connection: Connection, keyring: Keyring) {
    const records = new Records(connection, pendingPrivacyCaseRecord, keyring);
    super(records, keyring);
    this.#records = records;
  }

  /** What was asked with an address, by whomever: whoever is proven to read it is whom it names. */
  ofAddress(email: string): Promise<PendingPrivacyCase[]> {
    return this.#records.whose('email', email, { limit: MOST });
  }
}
