import type { Participant } from './participant.ts';

/** Of a part of the directory that does nothing with people's data but keep it: there is nothing to stop, nor to go on with. */
export const nothingToStop: Pick<Participant, 'restrict' | 'lift'> = {
  restrict: async () => ({ changed: 0 }),
  lift: async () => ({ changed: 0 }),
};
