import DataLoader from 'dataloader';

/**
 * Reads by id that gather what all requests ask until the event loop turns, so that it goes to the database as one command;
 * nothing is kept from one turn to the next. For records that anybody may see. `read` answers in the order of the ids, an error in the
 * place of one that it cannot answer.
 */
export const atOnce = <T>(
  read: (ids: readonly string[]) => Promise<(T | null | Error)[]>,
): DataLoader<string, T | null> =>
  new DataLoader(read, { cache: false, maxBatchSize: 500, batchScheduleFn: (callback) => void setImmediate(callback) });
