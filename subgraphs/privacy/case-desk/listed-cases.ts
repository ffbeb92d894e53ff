import type { Connection, mongo } from 'mongoose';
import { soughtFilter, type SoughtCases } from '../case/case-store.ts';
import { privacyCaseRecord } from '../case/privacy-case.record.ts';
import type { ListedCase } from './case-lines.ts';

const MOST = 1_000;
/** What of a case is about nobody. It is read as it is stored: no key opens anything for it. */
const SHOWN = [
  'number',
  'state',
  'dueAt',
  'regimes',
  'channel',
  'items.right',
  'items.state',
  'items.dueAt',
  'items.reason',
  'items.waitsFor',
  'history.at',
  'history.act',
  'history.role',
  'history.right',
  'history.reason',
  'proofHash',
  'provenAt',
  'handler',
];
const projection = Object.fromEntries(SHOWN.map((path) => [path, 1]));

/** Cases without anything personal in them, for a terminal. */
export class ListedCases {
  readonly #cases: mongo.Collection<ListedCase & { _id: string }>;

  constructor(connection: Connection) {
    this.#cases = connection.collection(privacyCaseRecord.collection) as never;
  }

  sought(sought: SoughtCases): Promise<ListedCase[]> {
    const sort = { dueAt: 1, _id: 1 } as const;
    return this.#cases.find(soughtFilter(sought), { projection, sort, limit: MOST }).toArray();
  }

  byNumber(number: string): Promise<ListedCase | null> {
    return this.#cases.findOne({ number }, { projection });
  }
}
