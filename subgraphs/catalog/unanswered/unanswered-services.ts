import type { Connection } from 'mongoose';
import { Idempotency } from '../../../kit/idempotency/idempotency.ts';
import type { Log } from '../../../kit/log/log.ts';
import { modelOf } from '../../../kit/record/record.ts';
import type { Keyring } from '../../../kit/sealing/keyring.ts';
import { UnansweredDesk } from './unanswered-desk.ts';
import { UnansweredQueries } from './unanswered-queries.ts';
import { unansweredQueryRecord } from './unanswered-query.record.ts';

/** The counting of a process, and the desk where staff look at what was counted. */
export function unansweredServices(connection: Connection, keyring: Keyring, log: Log) {
  const queries = modelOf(connection, unansweredQueryRecord);
  return {
    unanswered: new UnansweredQueries(queries, log),
    unansweredDesk: new UnansweredDesk(queries, new Idempotency(connection, keyring)),
  };
}
