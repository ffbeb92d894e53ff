import type { Log } from '../../../kit/log/log.ts';
import { DeclaredParticipant } from '../../../kit/participation/declared-participant.ts';
import { storesOf, type Kept } from '../../../kit/participation/declared-places.ts';
import { nothingToStop } from '../../../kit/participation/nothing-to-stop.ts';
import type { Participant } from '../../../kit/participation/participant.ts';
import type { Keyring } from '../../../kit/sealing/keyring.ts';

export interface PrivacyParticipantParts extends Kept {
  keyring: Keyring;
  log: Log;
}

/** The part that privacy takes itself in the rights of people: it knows nobody by an account or an address, and keeps what it has to. */
export const privacyParticipant = (parts: PrivacyParticipantParts): Participant =>
  new DeclaredParticipant({
    ...parts,
    name: 'privacy',
    stores: storesOf('privacy', parts),
    identify: async () => ({ references: [], account: null }),
    restriction: nothingToStop,
  });
