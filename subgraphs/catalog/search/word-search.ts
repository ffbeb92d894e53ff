import { Concepts } from '../language/concepts.ts';
import { Spelling } from '../query/spelling.ts';
import { completed } from '../query/completed.ts';
import { understand, type KnownWords, type Reading as Known } from '../query/understand.ts';
import type { Understood } from '../query/understood.ts';
import { seqOf } from '../indexing/product-values.ts';
import { hasPhrases } from '../ranking/phrase-test.ts';
import { rank } from '../ranking/rank.ts';
import { rankOne } from '../ranking/rank-one.ts';
import type { RankIndex } from '../ranking/rank-index.ts';
import type { Choice, Narrowing, Ranked, Ranking } from '../ranking/rank-query.ts';
import { byScore } from '../ranking/ranking-of.ts';
import { conditionsOf, type Criteria } from './criteria.ts';
import { Vocabulary } from '../ranking/vocabulary.ts';
import { choiceFor, FEW_WORDS, LISTED, RANKED, wordSet, type WordSet } from './word-set.ts';

/** A query's words, read and looked up. */
export interface WordsFound extends WordSet {
  understood: Understood;
  /** Whether all documents were looked at; as long as they are being read, which words there are is not known, and the set is a guess. */
  isWhole: boolean;
  /** Whether the words are read as they most probably are meant, by all documents. */
  isLikeliest: boolean;
  /** The documents in the set that also hold what it is narrowed by, the best first: all of a list, else the first of them; null: not ranked. */
  head: readonly Ranked[] | null;
  /** All documents of the set, whatever it is narrowed by, by their numbers, which hold until the index next changes; null: only the engine knows them. */
  members: Uint32Array | null;
  /** Those of these documents that belong to the set, too, where the head does not hold all of it; the best first. */
  among?: (ids: Iterable<string>) => readonly Ranked[];
}

interface Reading {
  understood: Understood;
  isLikeliest: boolean;
  ranking: Ranking | null;
}

/** What a search for words stands on. */
export interface Searched {
  index: RankIndex;
  concepts: () => Concepts;
  /** In how many documents a word stands that slips are taken for; as of goods when absent. */
  leastKnown?: number | undefined;
  /** Postings that ranking one query may read; beyond that the order is the engine's. */
  budget?: number;
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
    this.#spelling = new Spelling(() => searched.index.vocabulary, searched.leastKnown);
    this.#searched = searched;
  }

  get concepts(): Concepts {
    return this.#searched.concepts();
  }

  /** `isRanked`: whether the best are wanted first; a set that is named by its terms needs no ranking otherwise. */
  find(criteria: Criteria, now: number, isRanked: boolean): WordsFound {
    if (!this.#searched.isWhole()) {
      const understood = understand(criteria.words, { vocabulary: UNKNOWN, concepts: this.concepts, spelling: null });
      return {
        ...wordSet(understood, null),
        understood,
        isWhole: false,
        isLikeliest: false,
        head: null,
        members: null,
      };
    }
    const narrowing = this.#narrowing(criteria, now);
    const { understood, isLikeliest, ranking: all } = this.#read(criteria.words, narrowing);
    const set = { ...wordSet(understood, all), understood, isWhole: true, isLikeliest };
    if (set.listed) {
      const passes = this.index.columns.passes(conditionsOf(criteria, now));
      const members = Uint32Array.from(set.listed, ({ document }) => document);
      return { ...set, head: set.listed.filter(({ document }) => passes(document)), members };
    }
    if (!all || !isRanked) return { ...set, head: null, members: null };
    const head = all.narrowed.filter(({ isFull }) => isFull).slice(0, RANKED);
    return {
      ...set,
      head,
      members: all.having,
      among: (ids) => this.#among(ids, understood, conditionsOf(criteria, now)),
    };
  }

  #among(ids: Iterable<string>, understood: Understood, conditions: ReturnType<typeof conditionsOf>): Ranked[] {
    const passes = this.index.columns.passes(conditions);
    const found = [...ids].flatMap((id) => {
      const document = this.index.numberOf(seqOf(id));
      if (document === undefined || !passes(document)) return [];
      return rankOne(this.index, understood, document) ?? [];
    });
    return found.toSorted(byScore);
  }

  /** Of the ways in which the words can be read, the first of which any document has everything. */
  #read(words: string, narrowing: Narrowing): Reading {
    const readings = this.#readings(words);
    const likeliest = readings.next().value as Understood;
    let best = likeliest;
    let ranking = this.#ranked(best, narrowing);
    while (ranking !== null && ranking.full === 0) {
      const { value: next, done } = readings.next();
      if (done) break;
      const other = this.#ranked(next, narrowing);
      if (other === null || other.full > 0) [best, ranking] = [next, other];
    }
    // Put right, and still nothing has all of it: then it was no slip.
    if (best.didYouMean === null || ranking === null || ranking.full > 0 || best.units.length > FEW_WORDS)
      return { understood: best, isLikeliest: best === likeliest, ranking };
    const literal = understand(words, { ...this.#reading, spelling: null });
    return { understood: literal, isLikeliest: false, ranking: this.#ranked(literal, narrowing) };
  }

  #ranked(understood: Understood, { passes, narrow }: Narrowing): Ranking | null {
    const phrased = understood.phrases.length > 0 ? hasPhrases(this.index, understood.phrases) : null;
    const whole = phrased ? (document: number) => passes(document) && phrased(document) : passes;
    return rank(this.index, understood, { passes: whole, narrow }, LISTED, {
      budget: this.#searched.budget,
      choice: choiceFor(understood),
    });
  }

  /** Facets do not change what words mean: the set is decided without them, and what is shown of it with them. */
  #narrowing(criteria: Criteria, now: number): Narrowing {
    const { columns } = this.index;
    const passes = columns.passes(conditionsOf({ ...criteria, selections: new Map() }, now));
    if (criteria.selections.size === 0) return { passes };
    return { passes, narrow: columns.passes(conditionsOf(criteria, now)) };
  }

  /** As it was probably meant, in up to three ways; then without the concepts of the trade, whose words may stand apart. */
  *#readings(words: string, known = this.#reading): Generator<Understood> {
    const likeliest = readMeant(words, known);
    yield likeliest;
    const { didYouMean } = likeliest;
    for (let guess = 1; didYouMean !== null && guess < GUESSES; guess++) yield readMeant(words, { ...known, guess });
    yield { ...understand(likeliest.text, { ...known, concepts: NO_CONCEPTS }), didYouMean };
  }

  /** The ways in which words can be read, the likeliest first, by these words of all documents. The first of which any document has everything counts. */
  readings(words: string, vocabulary: KnownWords): Understood[] {
    return [...this.#readings(words, { ...this.#reading, vocabulary })];
  }

  /** Whether any document has everything of a reading, whatever facets are chosen; also when that would take too long to say. */
  isHad(understood: Understood, criteria: Criteria, now: number): boolean {
    const { passes } = this.#narrowing(criteria, now);
    const ranking = this.#ranked(understood, { passes });
    return ranking === null || ranking.full > 0;
  }

  understand(words: string, guess = 0): Understood {
    return readMeant(words, { ...this.#reading, guess });
  }

  /** The documents that what was typed so far may become, the best first. */
  complete(typed: string, most: number): readonly Ranked[] {
    const query = completed(typed, this.#reading);
    if (query.units.length === 0) return [];
    return rank(this.index, query, { passes: () => true }, most, { choice: TYPED })?.best ?? [];
  }

  get #reading(): Known {
    return { vocabulary: this.index.vocabulary, concepts: this.concepts, spelling: this.#spelling };
  }
}

/** Read again as it was probably meant: what was a slip may be a part of a concept. */
function readMeant(words: string, known: Known): Understood {
  const read = understand(words, known);
  if (read.didYouMean === null) return read;
  return { ...understand(read.didYouMean, { ...known, guess: 0 }), didYouMean: read.didYouMean };
}

const GUESSES = 3;
const NO_CONCEPTS = new Concepts([]);
/** Knows no word: then each stands for itself. */
const UNKNOWN = new Vocabulary();
/** Of what was typed, a suggestion has at least so much. */
const TYPED: Choice = { enough: null, worth: () => ({ share: 0.6, unit: null }) };
