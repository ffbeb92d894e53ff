import type { Similarity } from '../product/product.type.ts';
import { featuresOf, type Comparable } from './features.ts';
import { keyOf, Shelf } from './shelf.ts';
import { Vocabulary } from './vocabulary.ts';

export interface Shelved extends Comparable {
  _id: string;
  companyId: string;
  categoryCode: string;
}

export interface SimilarProduct {
  id: string;
  similarity: Similarity;
}

interface Candidate {
  score: number;
  company: number;
  shelf: Shelf;
  at: number;
}

const PER_COMPANY = 4;
const REASONS = 5;
/** How much standing in the same leaf category counts beside the shared content. */
const CATEGORY_WEIGHT = 0.15;

/**
 * Similar products by content, in memory: what two products share of words, sizes, grades and codes, the rare ones weighing
 * more (weighted Jaccard), plus a part for the category. Says why. Holds published products only.
 */
export class SimilarIndex {
  readonly #vocabulary = new Vocabulary();
  readonly #companies = new Map<string, number>();
  readonly #shelves = new Map<string, Shelf>();
  readonly #standsOn = new Map<number, Shelf>();
  #marks = new Uint8Array(1 << 12);

  put(product: Shelved): void {
    this.remove(product._id);
    const features = featuresOf(product).map((feature) => this.#vocabulary.number(feature));
    this.#vocabulary.count(features, 1);
    const shelf = this.#shelf(product.categoryCode);
    shelf.put(product._id, this.#company(product.companyId), features);
    this.#standsOn.set(keyOf(product._id), shelf);
  }

  /** Removes a product from the shelf that it stands on. */
  remove(id: string): void {
    const features = this.#standsOn.get(keyOf(id))?.take(id);
    if (!features) return;
    this.#standsOn.delete(keyOf(id));
    this.#vocabulary.count(features, -1);
  }

  clear(): void {
    this.#vocabulary.clear();
    this.#shelves.clear();
    this.#standsOn.clear();
    this.#companies.clear();
  }

  /** The most similar products, best first; from neighbouring categories too when its own holds too few. Explained where that is wanted. */
  similarTo(product: Shelved, first: number, isExplained = true): SimilarProduct[] {
    const features = isExplained ? featuresOf(product) : [];
    const numbers = isExplained ? this.#numbersOf(features) : this.#numbersFor(product);
    const weights = this.#vocabulary.weights();
    let own = 0;
    for (const number of numbers) own += weights[number]!;
    const best = this.#best(product, numbers, own, first);
    return best.map(({ shelf, at, score }) => {
      const sameLeaf = shelf === this.#shelves.get(product.categoryCode);
      const reasons = isExplained ? this.#explain(features, numbers, shelf, at, own, sameLeaf) : [];
      return { id: shelf.idAt(at), similarity: { score: round(score), reasons } };
    });
  }

  #numbersOf(features: readonly string[]): Uint32Array {
    return Uint32Array.from(features, (feature) => this.#vocabulary.number(feature));
  }

  /** As they stand on its shelf, where it stands on one. */
  #numbersFor(product: Shelved): Uint32Array {
    const shelf = this.#standsOn.get(keyOf(product._id));
    const at = shelf?.find(product._id) ?? null;
    return shelf && at !== null ? shelf.featuresAt(at) : this.#numbersOf(featuresOf(product));
  }

  #best(product: Shelved, numbers: Uint32Array, own: number, first: number): Candidate[] {
    if (this.#marks.length < this.#vocabulary.size) this.#marks = new Uint8Array(this.#vocabulary.size * 2);
    for (const number of numbers) this.#marks[number] = 1;
    const candidates: Candidate[] = [];
    const leaf = this.#shelf(product.categoryCode);
    this.#score(leaf, product._id, own, CATEGORY_WEIGHT, candidates);
    for (const shelf of candidates.length < first * 3 ? this.#neighbours(product.categoryCode) : []) {
      this.#score(shelf, product._id, own, 0, candidates);
      if (candidates.length >= first * 3) break;
    }
    for (const number of numbers) this.#marks[number] = 0;
    const leading = diverse(leadingOf(candidates, first * (PER_COMPANY + 1)), first);
    return leading.length === first ? leading : diverse(candidates.toSorted(byScore), first);
  }

  #score(shelf: Shelf, self: string, own: number, forCategory: number, into: Candidate[]): void {
    const [marks, weights, selfAt] = [this.#marks, this.#vocabulary.weights(), shelf.find(self)];
    shelf.forEach((words, features, count, company, at) => {
      let shared = 0;
      let all = own;
      for (let index = features; index < features + count; index++) {
        const weight = weights[words[index]!]!;
        if (marks[words[index]!]) shared += weight;
        else all += weight;
      }
      const score = forCategory + (1 - CATEGORY_WEIGHT) * (all > 0 ? shared / all : 0);
      if (score > 0.02 && at !== selfAt) into.push({ score, company, shelf, at });
    });
  }

  #explain(
    features: string[],
    numbers: Uint32Array,
    shelf: Shelf,
    at: number,
    own: number,
    sameLeaf: boolean,
  ): Similarity['reasons'] {
    const theirs = shelf.featuresAt(at);
    const weights = this.#vocabulary.weights();
    const all = own + [...theirs].reduce((sum, number) => (numbers.includes(number) ? sum : sum + weights[number]!), 0);
    const reasons = features
      .map((shared, index) => ({ shared, number: numbers[index]! }))
      .filter(({ number }) => theirs.includes(number))
      .map(({ shared, number }) => ({
        shared,
        weight: round(((1 - CATEGORY_WEIGHT) * weights[number]!) / all),
      }));
    if (sameLeaf) reasons.push({ shared: 'category', weight: CATEGORY_WEIGHT });
    return reasons.toSorted((a, b) => b.weight - a.weight).slice(0, REASONS);
  }

  #neighbours(code: string): Shelf[] {
    const parent = code.slice(0, code.lastIndexOf('.') + 1);
    return [...this.#shelves]
      .filter(([other]) => other !== code && parent !== '' && other.startsWith(parent))
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([, shelf]) => shelf);
  }

  #shelf(code: string): Shelf {
    let shelf = this.#shelves.get(code);
    if (!shelf) this.#shelves.set(code, (shelf = new Shelf()));
    return shelf;
  }

  #company(id: string): number {
    let number = this.#companies.get(id);
    if (number === undefined) this.#companies.set(id, (number = this.#companies.size));
    return number;
  }
}

/** Best first; of equals, the lower id. */
const byScore = (a: Candidate, b: Candidate): number =>
  b.score - a.score || (a.shelf.idAt(a.at) < b.shelf.idAt(b.at) ? -1 : 1);

/** Those whose score is among the `most` highest, in order: sorting all of a large category would cost more than scoring it. */
function leadingOf(candidates: Candidate[], most: number): Candidate[] {
  if (candidates.length <= most) return candidates.toSorted(byScore);
  const scores = Float64Array.from(candidates, ({ score }) => score).toSorted();
  const least = scores[scores.length - most]!;
  return candidates.filter(({ score }) => score >= least).toSorted(byScore);
}

/** The best, at most four of one company. */
function diverse(candidates: Candidate[], first: number): Candidate[] {
  const taken = new Map<number, number>();
  const kept: Candidate[] = [];
  for (const candidate of candidates) {
    const ofCompany = taken.get(candidate.company) ?? 0;
    if (ofCompany === PER_COMPANY) continue;
    taken.set(candidate.company, ofCompany + 1);
    if (kept.push(candidate) === first) break;
  }
  return kept;
}

const round = (value: number): number => Math.round(value * 1_000) / 1_000;
