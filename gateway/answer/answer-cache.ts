import { LRUCache } from 'lru-cache';
import { KeptAnswer, type Answer } from './kept-answer.ts';

/** Milliseconds for which answers are kept of which it is known whether they hold, and others. */
const KEPT_MS = { holding: 10 * 60_000, other: 10_000 };
/** What an entry takes beside its key and its body. */
const AROUND_BYTES = 1_000;

/**
 * Anonymous answers of search. Those of which it is known whether they would still be the same are kept for as long as they would, up to ten minutes; others
 * for ten seconds at the most: `freshness.asOf` in them says as of when they are. All are forgotten the moment anything is hidden. The same
 * question asked twice at once is answered once.
 */
export class AnswerCache {
  readonly #kept: LRUCache<string, KeptAnswer>;
  readonly #keptMs: typeof KEPT_MS;
  readonly #asked = new Map<string, Promise<Answer>>();
  #hidings = 0;

  constructor(mostBytes: number, keptMs = KEPT_MS) {
    this.#keptMs = keptMs;
    this.#kept = new LRUCache({
      maxSize: mostBytes,
      sizeCalculation: ({ bytes }, key) => bytes + key.length + AROUND_BYTES,
      ttl: keptMs.other,
      ttlResolution: 100,
    });
  }

  /** Something was hidden: nothing that was computed before may be shown again. */
  forget(): void {
    this.#hidings++;
    this.#kept.clear();
    this.#asked.clear();
  }

  get(key: string): Answer | undefined {
    const again = this.#kept.get(key)?.again();
    if (again === null) this.#kept.delete(key);
    return again ?? undefined;
  }

  /** The answer to the question, from whoever asked it first. */
  async answer(key: string, compute: () => Promise<Answer>): Promise<Answer> {
    const asked = this.#asked.get(key);
    if (asked) return asked;
    const hidings = this.#hidings;
    const answering = compute();
    this.#asked.set(key, answering);
    try {
      const answer = await answering;
      if (answer.clean && hidings === this.#hidings)
        this.#kept.set(key, new KeptAnswer(answer), { ttl: this.#keptMs[answer.standings ? 'holding' : 'other'] });
      return answer;
    } finally {
      if (this.#asked.get(key) === answering) this.#asked.delete(key);
    }
  }
}
