import type { ClientSession, Connection, Model } from 'mongoose';
import { companyCardRecord, type CompanyCard } from '../../../schema/events/company-card.ts';
import { atOnce } from '../../../kit/mongo/at-once.ts';
import { modelOf } from '../../../kit/record/record.ts';
import { companyRecord, type CompanyRecord } from './company.record.ts';

/** The companies, and the cards of them that are published for others: always written together. */
export class Companies {
  readonly #connection: Connection;
  readonly #companies: Model<CompanyRecord>;
  readonly #published: Model<CompanyCard>;
  readonly #asked = atOnce((ids) => this.#read(ids));

  /** `connection` opens the members' own database, `events` the one in which events are published, of the same deployment. */
  constructor(connection: Connection, events: Connection) {
    this.#connection = connection;
    this.#companies = modelOf(connection, companyRecord);
    this.#published = modelOf(events, companyCardRecord);
  }

  /** In the order of the ids; null for a company that is absent, suspended or closed. All that is asked at one moment is one command. */
  shown(ids: readonly string[]): Promise<(CompanyRecord | null | Error)[]> {
    return this.#asked.loadMany(ids);
  }

  async #read(ids: readonly string[]): Promise<(CompanyRecord | null)[]> {
    const filter = { _id: { $in: [...new Set(ids)] }, status: 'ACTIVE' } as never;
    const found = (await this.#companies.collection
      .find(filter, { batchSize: 1_000 })
      .toArray()) as never as CompanyRecord[];
    const byId = new Map(found.map((record) => [record._id, record]));
    return ids.map((id) => byId.get(id) ?? null);
  }

  shownBySlug(slug: string): Promise<CompanyRecord | null> {
    return this.#companies.findOne({ slug, status: 'ACTIVE' }).lean<CompanyRecord>();
  }

  count(): Promise<number> {
    return this.#companies.estimatedDocumentCount();
  }

  /** Stores companies as they are given, new or changed, and publishes their cards in the same transaction. */
  async save(records: readonly CompanyRecord[]): Promise<void> {
    await this.#connection.transaction(async (session: ClientSession) => {
      await this.#companies.bulkWrite(records.map(replacing) as never, { session });
      await this.#published.bulkWrite(records.map(cardOf).map(replacing) as never, { session });
    });
  }

  /** Hides a company everywhere, or shows it again. */
  async setStatus(id: string, status: CompanyRecord['status']): Promise<void> {
    const record = await this.#companies.findById(id).lean<CompanyRecord>();
    if (record) await this.save([{ ...record, status, updatedAt: new Date(), version: record.version + 1 }]);
  }
}

const replacing = (replacement: { _id: string }) => ({
  replaceOne: { filter: { _id: replacement._id }, replacement, upsert: true },
});

/** The public card of a company. */
const cardOf = (record: CompanyRecord): CompanyCard => ({
  _id: record._id,
  slug: record.slug,
  name: record.name,
  country: record.country,
  region: record.region,
  city: record.city,
  mainProducts: record.mainProducts,
  description: record.description,
  categoryCodes: record.categoryCodes,
  verifiedUntil: record.verifiedUntil,
  hidden: record.status !== 'ACTIVE',
  createdAt: record.createdAt,
  version: record.version,
});
