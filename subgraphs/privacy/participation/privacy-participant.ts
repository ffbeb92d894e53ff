import { GridFsStore } from '../../../kit/files/grid-fs.file-store.ts';
import type { Log } from '../../../kit/log/log.ts';
import type { ErasingSetup } from '../../../kit/participation/declared-erasing.ts';
import { fencesOf } from '../../../kit/fence/fences.ts';
import { DeclaredParticipant } from '../../../kit/participation/declared-participant.ts';
import { storesOf, type Kept } from '../../../kit/participation/declared-places.ts';
import { nothingToStop } from '../../../kit/participation/nothing-to-stop.ts';
import type { IdentifiedPerson, Participant, PersonSought } from '../../../kit/participation/participant.ts';
import type { Keyring } from '../../../kit/sealing/keyring.ts';
import { archiveFiles } from '../personal-data-export/personal-data-export.record.ts';
import { exportsOf } from '../personal-data-export/exports-of.ts';
import { casesOf } from '../case-opening/case-references.ts';
import { CaseStore } from '../case/case-store.ts';
import { PendingCases } from '../case-opening/pending-cases.ts';

export interface PrivacyParticipantParts extends Kept {
  keyring: Keyring;
  log: Log;
}

/** The part that privacy takes itself in the rights of people: it knows them by what they asked for and had exported, and keeps what it has to. */
export const privacyParticipant = (parts: PrivacyParticipantParts): Participant =>
  new DeclaredParticipant({
    ...parts,
    name: 'privacy',
    stores: storesOf('privacy', parts),
    identify: knownBy([
      casesOf(new CaseStore(parts.connection, parts.keyring), new PendingCases(parts.connection, parts.keyring)),
      exportsOf(parts.connection, parts.keyring),
    ]),
    restriction: nothingToStop,
    erasing: erasingOf(parts),
  });

/** Archives, and the keys of what was asked for, go with the orders. */
function erasingOf({ connection, keyring }: PrivacyParticipantParts): ErasingSetup {
  const store = new GridFsStore({ connection, records: archiveFiles, keyring });
  const archives = { store, bucket: archiveFiles.bucket };
  const ordered = { collection: 'personalDataExports', fileIdPath: 'fileId', keyPath: 'subjectRef' };
  return { connection, fences: [fencesOf(connection)], buckets: [archives], linked: [{ ...archives, ...ordered }] };
}

/** Everything that several know of somebody. */
const knownBy =
  (each: readonly ((sought: PersonSought) => Promise<IdentifiedPerson>)[]) =>
  async (sought: PersonSought): Promise<IdentifiedPerson> => {
    const known = await Promise.all(each.map((one) => one(sought)));
    return { references: known.flatMap(({ references }) => references), account: null };
  };
