import type { ErasingParticipant } from '../../kit/participation/erasing.ts';

/** Of a participant that erases nobody: there is nothing to do, and it is done. */
export const nothingErased: ErasingParticipant = {
  foresee: async () => [],
  fence: async () => ({ changed: 0 }),
  drain: async () => ({ waiting: 0 }),
  unindex: async () => ({ changed: 0 }),
  erase: async () => ({ done: true, counts: [] }),
  shred: async () => ({ destroyed: 0 }),
  purge: async () => ({ done: true, until: null }),
  verify: async () => [],
};
