import type { Engine, EngineAnswer, EngineQuery } from '../../subgraphs/catalog/engine/engine.ts';
import { searchedTerms } from '../../subgraphs/catalog/indexing/searched-terms.ts';
import type { Concepts } from '../../subgraphs/catalog/language/concepts.ts';
import type { RankedDocument } from '../../subgraphs/catalog/ranking/ranked-document.ts';

interface Held {
  id: string;
  seq: number;
  terms: ReadonlySet<string>;
  codes: RankedDocument['codes'];
}

/** The search engine as far as paging needs it: documents in an order of its own, by terms, lists of numbers and equal codes. */
export class MemoryEngine {
  /** Documents that it has not taken in yet. */
  readonly lacking = new Set<number>();
  readonly asked: EngineQuery[][] = [];
  #held: Held[] = [];

  constructor(documents: readonly RankedDocument[], concepts: Concepts) {
    this.put(documents, concepts);
  }

  put(documents: readonly RankedDocument[], concepts: Concepts): void {
    const fresh = documents.map((document): Held => {
      const { title, words } = searchedTerms(document, concepts);
      return {
        id: document.id,
        seq: document.seq,
        codes: document.codes,
        terms: new Set(`${title} ${words}`.split(' ')),
      };
    });
    const others = this.#held.filter(({ seq }) => !fresh.some((one) => one.seq === seq));
    this.#held = [...others, ...fresh].toSorted((a, b) => mixed(a.seq) - mixed(b.seq));
  }

  remove(seq: number): void {
    this.#held = this.#held.filter((one) => one.seq !== seq);
  }

  search<H>(queries: EngineQuery[]): Promise<EngineAnswer<H>[]> {
    this.asked.push(queries);
    return Promise.resolve(queries.map((query) => this.#answer(query) as unknown as EngineAnswer<H>));
  }

  get engine(): Engine {
    return this as unknown as Engine;
  }

  #answer({ q = '', filter = [], offset = 0, limit = 20 }: EngineQuery): EngineAnswer<Pick<Held, 'id' | 'seq'>> {
    const terms = q.split(' ').filter(Boolean);
    const passes = filter.map((any) => [any].flat().map(condition));
    const found = this.#held.filter(
      (one) =>
        !this.lacking.has(one.seq) &&
        terms.every((term) => one.terms.has(term)) &&
        passes.every((any) => any.some((test) => test(one))),
    );
    const hits = found.slice(offset, offset + limit).map(({ id, seq }) => ({ id, seq }));
    return { hits, estimatedTotalHits: found.length };
  }
}

/** An order that is none of the ranking. */
const mixed = (seq: number): number => Math.imul(seq, 0x9e3779b1) >>> 0;

function condition(text: string): (one: Held) => boolean {
  const [, not, list] = /^seq (NOT )?IN \[([\d,]*)\]$/.exec(text) ?? [];
  if (list !== undefined) {
    const seqs = new Set(list.split(',').filter(Boolean).map(Number));
    return ({ seq }) => seqs.has(seq) !== (not !== undefined);
  }
  const [, attribute, value] = /^(\w+) = "(.*)"$/.exec(text) ?? [];
  if (attribute === undefined) throw new Error(`Expected a filter of the tests of paging, got ${text}.`);
  return ({ codes }) => [codes[attribute]].flat().includes(value);
}
