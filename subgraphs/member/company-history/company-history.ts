import { randomBytes } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import type { ClientSession, Connection } from 'mongoose';
import { canonicalJson } from '../../../kit/text/canonical-json.ts';
import { Records, type RecordsOf } from '../../../kit/record/records.ts';
import { behind, type TimePlace } from '../../../kit/graphql/time-page.ts';
import type { Keyring } from '../../../kit/sealing/keyring.ts';
import type { CompanyRecord } from '../company/company.record.ts';
import { companyChangeRecord, SEEN_FIELDS, type CompanyChange, type SeenField } from './company-change.record.ts';

/** Fields of which only the change is kept. */
const UNSAID: ReadonlySet<SeenField> = new Set(['contact', 'persons']);

/** What was changed, for twelve months, of what others see of companies. */
export class CompanyHistory {
  readonly #records: RecordsOf<typeof companyChangeRecord>;

  constructor(connection: Connection, keyring: Keyring) {
    this.#records = new Records(connection, companyChangeRecord, keyring);
  }

  /** Notes a change in its transaction; nothing where both look alike. */
  async note(before: CompanyRecord, after: CompanyRecord, memberRef: string, session: ClientSession): Promise<void> {
    const fields = SEEN_FIELDS.filter((field) => !isDeepStrictEqual(before[field], after[field]));
    if (fields.length === 0) return;
    const kept = fields.filter((field) => !UNSAID.has(field) && before[field] !== null);
    const stood = canonicalJson(Object.fromEntries(kept.map((field) => [field, before[field]])));
    const _id = randomBytes(12).toString('hex');
    const { _id: companyId, traderRef } = before;
    const change = { _id, companyId, traderRef, memberRef, at: after.updatedAt, fields, before: stood };
    await this.#records.put([change], { session });
  }

  /** One of a company; null: absent, or another's. */
  async one(companyId: string, _id: string): Promise<CompanyChange | null> {
    return (await this.#records.find({ _id, companyId }, { limit: 1 }))[0] ?? null;
  }

  /** The newest first, behind a place; null: from the newest. */
  of(companyId: string, first: number, after: TimePlace | null): Promise<CompanyChange[]> {
    const older = behind('at', after, 'newest');
    return this.#records.find({ companyId, ...older }, { sort: { at: -1, _id: -1 }, limit: first });
  }
}
