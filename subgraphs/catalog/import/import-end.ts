import { KEPT_SECONDS, type ImportJobRecord } from './import-job.record.ts';
import type { EndState } from './import-words.ts';

/** What is stored of an import that has ended; it is due again when it is to be deleted. */
export const endedAs = (
  state: EndState,
  { createdAt }: Pick<ImportJobRecord, 'createdAt'>,
): Pick<ImportJobRecord, 'state' | 'finishedAt' | 'dueAt'> => ({
  state,
  finishedAt: new Date(),
  dueAt: new Date(createdAt.getTime() + KEPT_SECONDS * 1_000),
});
