import { createHash } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import { unavailable } from '../../../kit/graphql/refusal.ts';
import { EngineFailure, type Engine, type EngineAnswer } from '../engine/engine.ts';
import type { Concepts } from '../language/concepts.ts';
import type { Understood } from '../query/understood.ts';
import type { RankIndex } from '../ranking/rank-index.ts';
import type { PlacePosition } from './cursor.ts';
import { NEAR, placeAfter } from './anchor.ts';
import { isByMatch } from './order.ts';
import { belonging } from './belonging.ts';
import { rankedPage } from './ranked-page.ts';
import { planSearch, type SearchPlan, type SearchRequest, type SearchSet } from './search-plan.ts';
import { joined, resultOf, type Hit, type SearchResult, type Words } from './search-result.ts';
import type { WordSearch, WordsFound } from './word-search.ts';

/** Puts documents before others that match as well; answers the ranking as it is shown. */
export type Lift = (found: WordsFound) => WordsFound & { lifted: ReadonlySet<number> };
/** What searches stand on at a moment: answers that were looked for since are made of it. */
export interface Ground {
  /** The changes of documents up to then. */
  changes: number;
  /** The words that documents have. */
  terms: number;
  /** How often the trade's concepts, or what decides which documents are lifted, were others than before. */
  turns: number;
}
const NONE_LIFTED: Lift = (found) => ({ ...found, lifted: new Set() });

/**
 * A page of a search. Words are read and ranked in memory (`WordSearch`); the engine holds the documents, narrows, counts and sorts. The same search asked
 * twice at once is asked once.
 */
export class Search {
  readonly #engine: Engine;
  readonly #words: WordSearch;
  readonly #lift: Lift;
  readonly #lifts: () => unknown;
  #last: { concepts: unknown; lifts: unknown; turns: number } = { concepts: null, lifts: null, turns: 0 };
  readonly #asking = new LRUCache<string, Promise<EngineAnswer<Hit>[]>>({ max: 10_000 });

  /** `lifts`: what decides which are lifted; the same for as long as it decides alike. */
  constructor(engine: Engine, words: WordSearch, lift: Lift = NONE_LIFTED, lifts: () => unknown = () => null) {
    this.#engine = engine;
    this.#words = words;
    this.#lift = lift;
    this.#lifts = lifts;
  }

  /** What hits are explained by. */
  get told(): { index: RankIndex; concepts: Concepts } {
    return { index: this.#words.index, concepts: this.#words.concepts };
  }

  /** What is searched now. Take it before something is looked for. */
  get ground(): Ground {
    const { recent, vocabulary } = this.#words.index;
    return { changes: recent.position, terms: vocabulary.terms.length, turns: this.#turnsNow() };
  }

  /**
   * Tells whether words that were looked up since still mean the same documents, none of which changed. False once is false for ever. Null: that cannot be
   * told. `query`: the words as they were typed: where documents have further words they are read again.
   */
  standing(ground: Ground, query: string, words: Words): (() => boolean) | null {
    const told = belonging(words, this.#words.index);
    if (!told) return null;
    const read = readingOf(words.understood);
    let { changes, terms } = ground;
    const { turns } = ground;
    return () => {
      const { recent, vocabulary } = this.#words.index;
      const { position } = recent;
      if (this.#turnsNow() !== turns || recent.some(changes, told.belongs)) return false;
      if (changes !== position && !told.isSame()) return false;
      if (terms !== vocabulary.terms.length && readingOf(this.#words.understand(query)) !== read) return false;
      [changes, terms] = [position, vocabulary.terms.length];
      return true;
    };
  }

  #turnsNow(): number {
    const [concepts, lifts] = [this.#words.concepts, this.#lifts()];
    if (concepts !== this.#last.concepts || lifts !== this.#last.lifts)
      this.#last = { concepts, lifts, turns: this.#last.turns + 1 };
    return this.#last.turns;
  }

  async run<H extends Hit>(request: SearchRequest): Promise<SearchResult<H>> {
    try {
      const { criteria, order, now } = request;
      if (criteria.words === '') return await this.#page<H>(request, {}, null);
      const byMatch = isByMatch(order);
      const found = this.#words.find(criteria, now, byMatch);
      const words = byMatch ? this.#lift(found) : NONE_LIFTED(found);
      if (!byMatch || !words.head) return await this.#page<H>(request, words.set, words);
      return await this.#ranked<H>(request, words);
    } catch (error) {
      if (error instanceof EngineFailure)
        throw unavailable(
          'Search does not answer at the moment; product and company pages do. Try again in a few seconds.',
        );
      throw error;
    }
  }

  /** A page in the order of the ranking: from its head, and from the engine's order behind it. */
  async #ranked<H extends Hit>(request: SearchRequest, words: Words, spare?: number): Promise<SearchResult<H>> {
    const page = rankedPage(request, words, this.#words.index.columns, spare);
    if (page.isBeyond) return this.#page<H>(page.request, words.set, words, page.head);
    const answers = (await this.#ask(page.plan)) as EngineAnswer<H>[];
    const result = page.result(answers);
    if (result.goesOnAt === null) return result;
    // Many documents of the ranking are not in the engine yet, as after an import: then all that are left are asked for.
    const rest: SearchRequest = {
      ...request,
      first: request.first - result.hits.length,
      after: { by: 'offset', offset: result.goesOnAt, id: '', before: null },
      facets: [],
      wantsTotal: false,
    };
    return joined(result, await this.#ranked<H>(rest, words, words.head!.length));
  }

  async #page<H extends Hit>(
    request: SearchRequest,
    set: SearchSet,
    words: Words | null,
    head: readonly number[] = [],
    findAgain = true,
  ): Promise<SearchResult<H>> {
    const plan = planSearch(request, set, head);
    const answers = (await this.#ask(plan)) as EngineAnswer<H>[];
    const { after, first } = request;
    const [page] = answers;
    const result = (hits: H[], offset: number) =>
      resultOf(request, plan, answers, { hits, offset, words, head: head.length });
    if (after?.by !== 'offset') return result(page!.hits, 0);
    if (page!.hits[0]?.id === after.id) return result(page!.hits.slice(1), after.offset);
    const moved = findAgain ? await this.#find(request, set, head, after) : null;
    if (moved === null) return result(page!.hits.slice(1, first + 1), after.offset);
    return this.#page({ ...request, after: { ...after, offset: moved } }, set, words, head, false);
  }

  /** Where the documents that ended the last page stand now, if they are still near: others came, went or moved. */
  async #find(
    request: SearchRequest,
    set: SearchSet,
    head: readonly number[],
    after: PlacePosition,
  ): Promise<number | null> {
    const offset = Math.max(0, after.offset - 1 - NEAR);
    const around: SearchRequest = {
      ...request,
      after: null,
      first: 2 * NEAR + 1,
      retrieve: ['id'],
      facets: [],
      wantsTotal: false,
    };
    const [query] = planSearch(around, set, head).queries;
    const [answer] = await this.#engine.search<Hit>([{ ...query!, offset }]);
    return placeAfter(
      answer!.hits.map(({ id }) => id),
      after,
      offset,
    );
  }

  #ask({ queries }: Pick<SearchPlan, 'queries'>): Promise<EngineAnswer<Hit>[]> {
    const key = JSON.stringify(queries);
    let asking = this.#asking.get(key);
    if (!asking) {
      asking = this.#engine.search<Hit>(queries).finally(() => this.#asking.delete(key));
      this.#asking.set(key, asking);
    }
    return asking;
  }
}

/** Tells a reading of words from others. */
const readingOf = ({ units, phrases, didYouMean, head }: Understood): string =>
  createHash('sha1')
    .update(JSON.stringify([units, phrases, didYouMean, head]))
    .digest('base64');
