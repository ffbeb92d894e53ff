import { nextTurn } from '../../../kit/process/in-slices.ts';
import type { Model } from 'mongoose';
import type { CompanyCard } from '../../../schema/events/company-card.ts';
import type { CompanyCards } from '../company/company-cards.ts';
import { rankedProduct } from '../indexing/ranked-product.ts';
import { SHOWN, type ProductRecord } from '../product/product.record.ts';
import type { HeldProduct } from './held-product.record.ts';
import type { HeldProducts } from './held-products.ts';
import type { Percolator } from './percolator.ts';
import type { SearchMatches } from './search-matches.ts';

export interface PercolationParts {
  products: Model<ProductRecord>;
  companyCards: CompanyCards;
  percolator: Percolator;
  held: HeldProducts;
  matches: SearchMatches;
  /** Told of a company’s card that is damaged: its products are held against nothing. */
  damaged: (id: string, error: Error) => void;
  now?: () => Date;
}

const BATCH = 500;

/**
 * Holds products against saved searches and publishes who finds one anew: first the matches, then what the product looked like; done twice it does no harm. What
 * changes of its company alone is told to nobody.
 */
export class Percolation {
  readonly #parts: PercolationParts;
  readonly #now: () => Date;

  constructor(parts: PercolationParts) {
    this.#parts = parts;
    this.#now = parts.now ?? (() => new Date());
  }

  /** Looks at all products that are shown. `isQuiet`: as known, without telling anybody. `goesOn`: asked in between. */
  async all(isQuiet: boolean, goesOn: () => Promise<boolean>): Promise<void> {
    const { products, held } = this.#parts;
    for (let after = ''; ;) {
      const query = products.find({ _id: { $gt: after }, ...SHOWN }).sort({ _id: 1 });
      const batch = await query.limit(BATCH).lean<ProductRecord[]>();
      if (batch.length === 0) return;
      const ids = batch.map(({ _id }) => _id);
      if (isQuiet) await held.keep(batch, await held.of(ids), this.#now());
      else await this.#hold(batch, ids);
      after = batch.at(-1)!._id;
      if (!(await goesOn())) return;
    }
  }

  /** Looks at products that changed. */
  async changed(ids: readonly string[]): Promise<void> {
    const { products, held, matches } = this.#parts;
    const found = await products.find({ _id: { $in: ids } }, { _id: 1 }).lean();
    const there = new Set(found.map(({ _id }) => _id));
    const shown = await products.find({ _id: { $in: ids }, ...SHOWN }).lean<ProductRecord[]>();
    await this.#hold(shown, ids);
    const gone = ids.filter((id) => !there.has(id));
    await held.forget(gone);
    if (gone.length > 0) await matches.forget({ productId: { $in: gone } });
  }

  /** Companies changed: looks at those of their products that were never held against anything, as when a card came later than they. */
  async companiesChanged(companyIds: readonly string[]): Promise<void> {
    const { products, held } = this.#parts;
    for (let after = ''; ;) {
      const of = { companyId: { $in: companyIds }, _id: { $gt: after }, ...SHOWN };
      const batch = await products.find(of).sort({ _id: 1 }).limit(BATCH).lean<ProductRecord[]>();
      if (batch.length === 0) return;
      const known = await held.of(batch.map(({ _id }) => _id));
      const unheld = batch.filter(({ _id }) => !known.has(_id));
      await this.#hold(
        unheld,
        unheld.map(({ _id }) => _id),
      );
      await this.#show(batch.filter(({ _id }) => known.has(_id)));
      after = batch.at(-1)!._id;
    }
  }

  async #hold(shown: readonly ProductRecord[], ids: readonly string[]): Promise<void> {
    const { held, matches, percolator } = this.#parts;
    const now = this.#now();
    const cards = await this.#cardsOf(shown);
    const seen = shown.filter(({ companyId }) => cards.get(companyId)?.hidden === false);
    const known = await held.of(seen.map(({ _id }) => _id));
    for (const product of seen) {
      const [before, card] = [known.get(product._id), cards.get(product.companyId)!];
      const former = before ? rankedProduct(asItWas(product, before), card) : null;
      const is = rankedProduct(product, card);
      const found = percolator.matching(is, former, changedAt(product), now.getTime());
      await matches.publish(product, found, now);
      await nextTurn();
    }
    await held.keep(seen, known, now);
    const visible = new Set(seen.map(({ _id }) => _id));
    await matches.show(
      [...visible],
      ids.filter((id) => !visible.has(id)),
    );
  }

  async #show(products: readonly ProductRecord[]): Promise<void> {
    const cards = await this.#cardsOf(products);
    const isSeen = ({ companyId }: ProductRecord) => cards.get(companyId)?.hidden === false;
    const idsOf = (those: readonly ProductRecord[]) => those.map(({ _id }) => _id);
    await this.#parts.matches.show(idsOf(products.filter(isSeen)), idsOf(products.filter((one) => !isSeen(one))));
  }

  #cardsOf(products: readonly ProductRecord[]): Promise<Map<string, CompanyCard>> {
    const { companyCards, damaged } = this.#parts;
    return companyCards.current(
      products.map(({ companyId }) => companyId),
      damaged,
    );
  }
}

const asItWas = (product: ProductRecord, before: HeldProduct): ProductRecord => ({ ...product, ...before });

/** When it last became what it is: changed, published, or let through. */
const changedAt = ({ updatedAt, publishedAt, moderation }: ProductRecord): number =>
  Math.max(updatedAt.getTime(), publishedAt?.getTime() ?? 0, moderation?.at?.getTime() ?? 0);
