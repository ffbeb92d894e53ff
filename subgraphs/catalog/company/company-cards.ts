import { LRUCache } from 'lru-cache';
import type { RecordError } from '../../../kit/record/codec.ts';
import { isDamage, type RecordsOf } from '../../../kit/record/records.ts';
import type { KeyError } from '../../../kit/sealing/key-error.ts';
import type { CompanyCard, companyCardRecord } from '../../../schema/events/company-card.ts';

const MOST = 20_000;

/** What of a card is kept in memory: pages name a company by it, and only the company's own page has its texts. */
export type KeptCard = Pick<
  CompanyCard,
  '_id' | 'slug' | 'name' | 'city' | 'country' | 'region' | 'verifiedUntil' | 'hidden' | 'version'
>;

const kept = ({ _id, slug, name, city, country, region, verifiedUntil, hidden, version }: CompanyCard): KeptCard => ({
  _id,
  slug,
  name,
  city,
  country,
  region,
  verifiedUntil,
  hidden,
  version,
});

/**
 * The catalog's copies of company cards, kept in memory as they are used, for half a minute. A changed card is forgotten when the change is
 * seen, so that a hidden company is gone from every page at once. The card of a sole trader whose data key is destroyed is not there.
 */
export class CompanyCards {
  readonly #records: RecordsOf<typeof companyCardRecord>;
  readonly #cache = new LRUCache<string, KeptCard>({ max: MOST, ttl: 30_000 });
  /** For each reading under way: the cards that changed since it began, which it must not keep. */
  readonly #changed = new Set<Set<string>>();

  constructor(records: RecordsOf<typeof companyCardRecord>) {
    this.#records = records;
  }

  /** The cards of these companies by id; a company without one is left out, and one that does not open is an error beside the others. */
  async get(ids: readonly string[]): Promise<Map<string, KeptCard | Error>> {
    const cards = new Map<string, KeptCard | Error>();
    const missing = new Set<string>();
    for (const id of ids) {
      const known = this.#cache.get(id);
      if (known) cards.set(id, known);
      else missing.add(id);
    }
    if (missing.size > 0) for (const [id, card] of await this.#read([...missing])) cards.set(id, card);
    return cards;
  }

  /**
   * The same, read from the database now. A damaged card is told and left out; trouble with the store of keys throws, for what cannot be read now is
   * not hidden.
   */
  async current(
    ids: readonly string[],
    damaged: (id: string, error: Error) => void,
  ): Promise<Map<string, CompanyCard>> {
    const cards = new Map<string, CompanyCard>();
    for (const [id, card] of await this.#read(ids)) {
      if (!(card instanceof Error)) cards.set(id, card);
      else if (isDamage(card)) damaged(id, card);
      else throw card;
    }
    return cards;
  }

  async #read(ids: readonly string[]): Promise<Map<string, CompanyCard | RecordError | KeyError>> {
    const changed = new Set<string>();
    this.#changed.add(changed);
    try {
      const distinct = [...new Set(ids)];
      const found = await this.#records.byIds(distinct);
      const cards = new Map<string, CompanyCard | RecordError | KeyError>();
      found.forEach((card, index) => {
        if (card === null) return;
        cards.set(distinct[index]!, card);
        if (!(card instanceof Error) && !changed.has(card._id)) this.#keep(card);
      });
      return cards;
    } finally {
      this.#changed.delete(changed);
    }
  }

  /** Call it after the card was changed. */
  forget(id: string): void {
    for (const changed of this.#changed) changed.add(id);
    this.#cache.delete(id);
  }

  /** Forgets all: what changed is not known. */
  clear(): void {
    for (const id of this.#cache.keys()) this.forget(id);
  }

  #keep(card: CompanyCard): void {
    const before = this.#cache.peek(card._id);
    if (!before || before.version <= card.version) this.#cache.set(card._id, kept(card));
  }
}
