import type { Concepts } from '../language/concepts.ts';
import { Spelling } from '../query/spelling.ts';
import { completed } from '../query/completed.ts';
import { understand, type Reading } from '../query/understand.ts';
import type { Understood } from '../query/understood.ts';
import type { Passes } from '../ranking/columns.ts';
import { hasPhrases } from '../ranking/phrase-test.ts';
import { rank } from '../ranking/rank.ts';
import type { RankIndex } from '../ranking/rank-index.ts';
import type { Ranked } from '../ranking/rank-query.ts';
import { conditionsOf, type Criteria } from './criteria.ts';
import { Vocabulary } from '../ranking/vocabulary.ts';
import { LISTED, RANKED, wordSet, type WordSet } from './word-set.ts';

/** A query's words, read and looked up. */
export interface WordsFound extends WordSet {
  understood: Understood;
  /** The documents in the set that also hold what it is narrowed by, the best first: all of a list, else the first of them; null: not ranked. */
  head: readonly Ranked[] | null;
}

/** What a search for words stands on. */
export interface Searched {
  index: RankIndex;
  concepts: () => Concepts;
  /** Whether the index holds all documents; until then it decides nothing. */
  isWhole: () => boolean;
}

/** Finds out what the words of a query mean, and ranks what has them, in the memory of this process. */
export class WordSearch {
  readonly index: RankIndex;
  readonly #spelling: Spelling;
  readonly #searched: Searched;

  constructor(searched: Searched) {
    this.index = searched.index;
    this.#spelling = new Spelling(() => searched.index.vocabulary);
    this.#searched = searched;
  }

  get concepts(): Concepts {
    return this.#searched.concepts();
  }

  /** `isRanked`: whether the best are wanted first; a set that is named by its terms needs no ranking otherwise. */
  find(criteria: Criteria, now: number, isRanked: boolean): WordsFound {
    if (!this.#searched.isWhole()) {
      const understood = understand(criteria.words, { ...this.#reading, vocabulary: UNKNOWN });
      return { ...wordSet(understood, null), understood, head: null };
    }
    const understood = this.understand(criteria.words);
    const phrased = hasPhrases(this.index, understood.phrases);
    const within = (conditions: Parameters<RankIndex['columns']['passes']>[0]): Passes => {
      const passes = this.index.columns.passes(conditions);
      return understood.phrases.length > 0 ? (document) => passes(document) && phrased(document) : passes;
    };
    const bare = { ...criteria, selections: new Map() };
    const all = rank(this.index, understood, within(conditionsOf(bare, now)), LISTED);
    const set = wordSet(understood, all);
    const narrowed = within(conditionsOf(criteria, now));
    if (set.listed) return { ...set, understood, head: set.listed.filter(({ document }) => narrowed(document)) };
    if (!all || !isRanked) return { ...set, understood, head: null };
    const best = criteria.selections.size === 0 ? all : rank(this.index, understood, narrowed, LISTED);
    return { ...set, understood, head: best!.best.filter(({ isFull }) => isFull).slice(0, RANKED) };
  }

  understand(words: string): Understood {
    const read = understand(words, this.#reading);
    if (read.didYouMean === null) return read;
    // Read again as it was probably meant: what was a slip may be a part of a concept.
    return { ...understand(read.didYouMean, this.#reading), didYouMean: read.didYouMean };
  }

  /** The documents that what was typed so far may become, the best first. */
  complete(typed: string, most: number): readonly Ranked[] {
    const query = completed(typed, this.#reading);
    const best = query.units.length > 0 ? (rank(this.index, query, () => true, most)?.best ?? []) : [];
    return best.filter(({ share }) => share >= LEAST_TYPED);
  }

  get #reading(): Reading {
    return { vocabulary: this.index.vocabulary, concepts: this.concepts, spelling: this.#spelling };
  }
}

/** Knows no word: then each stands for itself. */
const UNKNOWN = new Vocabulary();
/** Of what was typed, a suggestion has at least so much. */
const LEAST_TYPED = 0.6;
