import type { ClientSession, Connection } from 'mongoose';
import { companyCardRecord, type CompanyCard } from '../../../schema/events/company-card.ts';
import { atOnce } from '../../../kit/mongo/at-once.ts';
import { Records, type RecordsOf } from '../../../kit/record/records.ts';
import type { Keyring } from '../../../kit/sealing/keyring.ts';
import { isCompanyShown } from './company-shown.ts';
import { companyRecord, type CompanyRecord, type StoppedBy } from './company.record.ts';
import { newCompany, type OpenedCompany } from './new-company.ts';

const SHOWN = { status: 'ACTIVE', 'stoppedBy.0': { $exists: false } } as const;

/** The companies, and the cards of them that are published for others: always written together. */
export class Companies {
  readonly #connection: Connection;
  readonly #companies: RecordsOf<typeof companyRecord>;
  readonly #published: RecordsOf<typeof companyCardRecord>;
  readonly #asked = atOnce((ids) => this.#companies.byIds(ids, SHOWN));

  /** `connection` opens the members' own database, `events` the one in which events are published, of the same deployment. */
  constructor(connection: Connection, events: Connection, keyring: Keyring) {
    this.#connection = connection;
    this.#companies = new Records(connection, companyRecord, keyring);
    this.#published = new Records(events, companyCardRecord, keyring);
  }

  /**
   * In the order of the ids; null for a company that is absent, suspended, closed or stopped, or of a sole trader whose data key is destroyed. All
   * that is asked at one moment is one command.
   */
  shown(ids: readonly string[]): Promise<(CompanyRecord | null | Error)[]> {
    return this.#asked.loadMany(ids);
  }

  /** The id of whatever company has a slug now, shown or not; null: none. */
  async idBySlug(slug: string, session: ClientSession): Promise<string | null> {
    const found = await this.#companies.collection.findOne({ slug }, { session, projection: { _id: 1 } });
    return found?._id ?? null;
  }

  async shownBySlug(slug: string): Promise<CompanyRecord | null> {
    return (await this.#companies.find({ slug, ...SHOWN }, { limit: 1 }))[0] ?? null;
  }

  count(): Promise<number> {
    return this.#companies.collection.estimatedDocumentCount();
  }

  /**
   * Stores companies as they are given, new or changed, and publishes their cards in the same transaction. Throws KeyError `DESTROYED` for
   * a person whose data key was destroyed, and then has stored nothing.
   */
  async save(records: readonly CompanyRecord[]): Promise<void> {
    await this.#connection.transaction((session: ClientSession) => this.put(records, session));
  }

  /** The same within a transaction that runs. */
  async put(records: readonly CompanyRecord[], session: ClientSession): Promise<void> {
    await this.#companies.put(records, { session });
    await this.#published.put(records.map(cardOf), { session });
  }

  /** Whatever its status; null when it is absent, or of a sole trader whose data key is destroyed. */
  byId(id: string, session?: ClientSession): Promise<CompanyRecord | null> {
    return this.#companies.findById(id, { ...(session && { session }) });
  }

  /** Opens a company, with nothing said of it but its name and country. Answers it as it is stored. */
  async create(opened: OpenedCompany, session: ClientSession): Promise<CompanyRecord> {
    const company = newCompany(opened);
    await this.put([company], session);
    return company;
  }

  /** Told of every change of who acts for a company, in its transaction: of two at once one looks again. False: there is none such any more. */
  async countRosterChange(id: string, session: ClientSession): Promise<boolean> {
    const counted = { $inc: { rosterChanges: 1 } } as never;
    return (await this.#companies.collection.updateOne({ _id: id }, counted, { session })).matchedCount === 1;
  }

  /** Hides a company everywhere, or shows it again. Opens nothing: it works too when nobody can read the company any more. */
  async setStatus(id: string, status: CompanyRecord['status']): Promise<void> {
    await this.#connection.transaction(async (session: ClientSession) => {
      await this.changeStatus(id, null, status, session);
    });
  }

  /** The same within a transaction that runs. False: there is none, or it is not in the status that was expected; null expects none. */
  changeStatus(
    id: string,
    expected: CompanyRecord['status'] | null,
    status: CompanyRecord['status'],
    session: ClientSession,
  ): Promise<boolean> {
    const which = { _id: id, ...(expected && { status: expected }) };
    return this.#set(which, { $set: { status } }, {}, session);
  }

  /** Null: there is none. Opens nothing. */
  async statusOf(id: string, session: ClientSession): Promise<CompanyRecord['status'] | null> {
    const found = await this.#companies.collection.findOne({ _id: id }, { session, projection: { status: 1 } });
    return (found?.['status'] as CompanyRecord['status'] | undefined) ?? null;
  }

  /** Those that are verified at present or were, and of whose existence a collection has no claim. */
  verifiedWithout(claims: string): AsyncIterable<{ _id: string; verifiedUntil: Date; updatedAt: Date }> {
    const pipeline = [{ $match: { kind: 'EXISTENCE' } }, { $limit: 1 }];
    return this.#companies.collection.aggregate<{ _id: string; verifiedUntil: Date; updatedAt: Date }>([
      { $match: { verifiedUntil: { $type: 'date' } } },
      { $lookup: { from: claims, localField: '_id', foreignField: 'companyId', pipeline, as: 'claims' } },
      { $match: { claims: { $size: 0 } } },
      { $project: { verifiedUntil: 1, updatedAt: 1 } },
    ]);
  }

  /** Until when its existence is verified: as its claims have it. Opens nothing. */
  async setVerifiedUntil(id: string, verifiedUntil: Date | null, session: ClientSession): Promise<void> {
    await this.#set({ _id: id }, { $set: { verifiedUntil } }, { verifiedUntil }, session);
  }

  /** Whether readers see it. Opens nothing. */
  async isShown(id: string, session: ClientSession): Promise<boolean> {
    const found = await this.#companies.collection.findOne({ _id: id, ...SHOWN }, { session, projection: { _id: 1 } });
    return found !== null;
  }

  /** Hides a company because of whose data is kept and not used. False: it was hidden so before. */
  stop(id: string, by: StoppedBy, session: ClientSession): Promise<boolean> {
    return this.#set({ _id: id, stoppedBy: { $ne: by } }, { $addToSet: { stoppedBy: by } }, {}, session);
  }

  /** Takes that back. False: there was nothing to take back. */
  resume(id: string, by: StoppedBy, session: ClientSession): Promise<boolean> {
    return this.#set({ _id: id, stoppedBy: by }, { $pull: { stoppedBy: by } }, {}, session);
  }

  /** The companies that a trader is. */
  idsOfTrader(traderRef: string, session: ClientSession): Promise<string[]> {
    return this.idsOfTraders([traderRef], session);
  }

  /** The companies that some traders are. */
  async idsOfTraders(traderRefs: readonly string[], session?: ClientSession): Promise<string[]> {
    const options = { projection: { _id: 1 }, ...(session && { session }) };
    const found = await this.#companies.collection.find({ traderRef: { $in: [...traderRefs] } }, options).toArray();
    return found.map(({ _id }) => _id);
  }

  /** Hides a contact person wherever it is given, or shows it as before; answers in how many companies that is. Opens nothing. */
  async stopPerson(personRef: string, stopped: boolean, session: ClientSession): Promise<number> {
    const { modifiedCount } = await this.#companies.collection.updateMany(
      { 'persons.personRef': personRef },
      { $set: { 'persons.$[person].stopped': stopped } },
      { session, arrayFilters: [{ 'person.personRef': personRef }] },
    );
    return modifiedCount;
  }

  /** Changes what is stored plain, in the company and in its card. */
  async #set(which: object, change: PlainChange, card: object, session: ClientSession): Promise<boolean> {
    const { $set, ...others } = change;
    const changed = await this.#companies.collection.findOneAndUpdate(
      which,
      { ...others, $set: { ...$set, updatedAt: new Date() }, $inc: { version: 1 } } as never,
      { session, returnDocument: 'after', projection: { version: 1, status: 1, stoppedBy: 1 } },
    );
    if (!changed) return false;
    const shown = { ...card, hidden: !isCompanyShown(changed as never), version: changed['version'] };
    await this.#published.collection.updateOne({ _id: changed._id }, { $set: shown }, { session });
    return true;
  }
}

interface PlainChange {
  $set?: object;
  $addToSet?: object;
  $pull?: object;
}

/** The public card of a company. */
const cardOf = (record: CompanyRecord): CompanyCard => ({
  _id: record._id,
  traderRef: record.traderRef,
  slug: record.slug,
  name: record.name,
  country: record.country,
  region: record.region,
  city: record.city,
  mainProducts: record.mainProducts,
  description: record.description,
  categoryCodes: record.categoryCodes,
  verifiedUntil: record.verifiedUntil,
  hidden: !isCompanyShown(record),
  createdAt: record.createdAt,
  version: record.version,
});
