import type { Connection } from 'mongoose';
import type { IdentifiedPerson, PersonSought } from '../../../kit/participation/participant.ts';
import { Records } from '../../../kit/record/records.ts';
import type { Keyring } from '../../../kit/sealing/keyring.ts';
import { personalDataExportRecord } from './personal-data-export.record.ts';

/** The exports of somebody, each by the reference under which it is sealed: what erases the person erases them, too. */
export function exportsOf(connection: Connection, keyring: Keyring) {
  const records = new Records(connection, personalDataExportRecord, keyring);
  return async (sought: PersonSought): Promise<IdentifiedPerson> => {
    const found = await ('accountId' in sought
      ? records.find({ accountId: sought.accountId })
      : records.whose('email', sought.email));
    const references = found.map(({ subjectRef }) => ({ ref: subjectRef, kind: 'ANYBODY' as const }));
    return { references, account: null };
  };
}
