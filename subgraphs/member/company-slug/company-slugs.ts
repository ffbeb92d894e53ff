import type { ClientSession, Connection } from 'mongoose';
import { modelOf } from '../../../kit/record/record.ts';
import { companySlugRecord } from './company-slug.record.ts';

/** The slugs that companies chose, and those that they had before. */
export class CompanySlugs {
  readonly #connection: Connection;

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  /** The company that chose a slug or had it before; null: nobody did. */
  async ownerOf(slug: string, session?: ClientSession): Promise<string | null> {
    const found = await this.#stored.findById(slug, null, { ...(session && { session }) }).lean();
    return found?.companyId ?? null;
  }

  /** Keeps a slug for a company, for good; nothing where it is kept for it already. Ask whose it is in the same session first. */
  async keep(slug: string, companyId: string, session: ClientSession): Promise<void> {
    const kept = { $setOnInsert: { companyId, since: new Date() } };
    await this.#stored.updateOne({ _id: slug }, kept, { session, upsert: true });
  }

  count(companyId: string, session: ClientSession): Promise<number> {
    return this.#stored.countDocuments({ companyId }, { session });
  }

  get #stored() {
    return modelOf(this.#connection, companySlugRecord);
  }
}
