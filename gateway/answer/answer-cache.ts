import { LRUCache } from 'lru-cache';

/** An answer as it goes out. */
export interface Answer {
  status: number;
  body: string;
  /** Whether every part came without an error. */
  clean: boolean;
}

const KEPT_MS = 10_000;
const MOST_BYTES = 48 * 2 ** 20;

/**
 * Anonymous answers of search, kept for ten seconds at the most: `freshness.asOf` in them says as of when they are. All are
 * forgotten the moment anything is hidden. The same question asked twice at once is answered once.
 */
export class AnswerCache {
  readonly #kept = new LRUCache<string, Answer>({
    maxSize: MOST_BYTES,
    sizeCalculation: ({ body }, key) => body.length + key.length + 200,
    ttl: KEPT_MS,
    ttlResolution: 100,
  });
  readonly #asked = new Map<string, Promise<Answer>>();
  #hidings = 0;

  /** Something was hidden: nothing that was computed before may be shown again. */
  forget(): void {
    this.#hidings++;
    this.#kept.clear();
    this.#asked.clear();
  }

  get(key: string): Answer | undefined {
    return this.#kept.get(key);
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
      if (answer.clean && hidings === this.#hidings) this.#kept.set(key, answer);
      return answer;
    } finally {
      if (this.#asked.get(key) === answering) this.#asked.delete(key);
    }
  }
}
