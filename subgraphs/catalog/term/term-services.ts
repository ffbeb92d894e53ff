import type { Connection } from 'mongoose';
import { Idempotency } from '../../../kit/idempotency/idempotency.ts';
import { modelOf } from '../../../kit/record/record.ts';
import type { Keyring } from '../../../kit/sealing/keyring.ts';
import { termActRecord } from './term-act.record.ts';
import { TermDesk } from './term-desk.ts';
import { tradeTermRecord } from './trade-term.record.ts';
import type { TradeTerms } from './trade-terms.ts';

export const TERM_RECORDS = [tradeTermRecord, termActRecord];

/** The desk where staff keep the trade terms of a process. */
export function termServices(connection: Connection, events: Connection, keyring: Keyring, tradeTerms: TradeTerms) {
  const termDesk = new TermDesk({
    terms: modelOf(connection, tradeTermRecord),
    acts: modelOf(connection, termActRecord),
    events,
    idempotency: new Idempotency(connection, keyring),
    // Who decided need not wait for it; the next look comes anyway.
    decided: () => tradeTerms.refresh().catch(() => undefined),
  });
  return { termDesk };
}
