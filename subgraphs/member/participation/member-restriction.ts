import type { Participant } from '../../../kit/participation/participant.ts';

/** Stops what this subgraph does with a person's data, and goes on with it. Nothing is stopped yet. */
export class MemberRestriction implements Pick<Participant, 'restrict' | 'lift'> {
  restrict: Participant['restrict'] = async () => ({ changed: 0 });
  lift: Participant['lift'] = async () => ({ changed: 0 });
}
