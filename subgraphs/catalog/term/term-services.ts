import type { Connection } from 'mongoose';
import { Idempotency } from '../../../kit/idempotency/idempotency.ts';
import { modelOf } from '../../../kit/record/record.ts';
import type { Keyring } from '../../../kit/sealing/keyring.ts';
import { termActRecord } from './term-act.record.ts';
import { TermDesk } from './term-desk.ts';
import { tradeTermRecord } from './trade-term.record.ts';
import { TradeTerms } from './trade-terms.ts';

export const TERM_RECORDS = [tradeTermRecord, termActRecord];

/** The trade terms of a process, and the desk where staff keep them. */
export function termServices(connection: Connection, events: Connection, keyring: Keyring) {
  const terms = modelOf(connection, tradeTermRecord);
  const tradeTerms = new TradeTerms(terms);
  const termDesk = new TermDesk({
    terms,
    acts: modelOf(connection, termActRecord),
    events,
    idempotency: new Idempotency(connection, keyring),
    // Who decided need not wait for it; the next look comes anyway.
    decided: () => tradeTerms.refresh().catch(() => undefined),
  });
  return { tradeTerms, termDesk };
}
