import type { Standing } from '../../kit/subgraph/standing.ts';

/** An answer as it goes out. */
export interface Answer {
  status: number;
  /** JSON, as text or in UTF-8. */
  body: string | Buffer;
  /** Whether every part came without an error. */
  clean: boolean;
  /** For how long each of its parts holds; absent: that is not known of all. */
  standings?: readonly Standing[];
}

/** An answer in memory, given out again for as long as it holds: then it is as of now, and says so. */
export class KeptAnswer {
  readonly #status: number;
  readonly #body: Buffer;
  readonly #standings: readonly Standing[];
  /** Where the moments stand as of which its parts are. Nothing else in an answer is the very millisecond in which it was made. */
  readonly #moments: readonly number[];

  constructor(answer: Answer) {
    this.#status = answer.status;
    this.#body = Buffer.from(answer.body);
    this.#standings = answer.standings ?? [];
    this.#moments = this.#standings.flatMap(({ asOf }) => placesOf(`"${asOf}"`, this.#body));
  }

  get bytes(): number {
    return this.#body.length;
  }

  /** Null once a part of it does not hold. */
  again(): Answer | null {
    if (!this.#standings.every((standing) => standing.holds())) return null;
    if (this.#moments.length === 0) return this.#as(this.#body);
    const body = Buffer.from(this.#body);
    const now = `"${new Date().toISOString()}"`;
    for (const place of this.#moments) body.write(now, place, 'latin1');
    return this.#as(body);
  }

  #as(body: Buffer): Answer {
    return { status: this.#status, body, clean: true };
  }
}

function placesOf(text: string, body: Buffer): number[] {
  const places: number[] = [];
  for (let at = body.indexOf(text); at >= 0; at = body.indexOf(text, at + text.length)) places.push(at);
  return places;
}
