import type { Log } from '../../../kit/log/log.ts';
import { DeclaredParticipant } from '../../../kit/participation/declared-participant.ts';
import { storesOf, type Kept } from '../../../kit/participation/declared-places.ts';
import { nothingToStop } from '../../../kit/participation/nothing-to-stop.ts';
import type { Participant } from '../../../kit/participation/participant.ts';
import type { Keyring } from '../../../kit/sealing/keyring.ts';
import { casesOf } from '../case/case-references.ts';
import { CaseStore } from '../case/case-store.ts';

export interface PrivacyParticipantParts extends Kept {
  keyring: Keyring;
  log: Log;
}

/** The part that privacy takes itself in the rights of people: it knows people by what they asked for by their rights, and keeps what it has to. */
export const privacyParticipant = (parts: PrivacyParticipantParts): Participant =>
  new DeclaredParticipant({
    ...parts,
    name: 'privacy',
    stores: storesOf('privacy', parts),
    identify: casesOf(new CaseStore(parts.connection, parts.keyring)),
    restriction: nothingToStop,
  });
