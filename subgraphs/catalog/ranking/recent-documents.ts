/** Documents that are remembered: who has not looked for longer has to look anew. */
const MOST = 4_096;

/** The documents of an index that came, went or changed lately, by their numbers, in that order: by them it is known whether an answer would still be the same. */
export class RecentDocuments {
  readonly #documents = new Uint32Array(MOST);
  #position = 0;
  /** Before this position nothing is known. */
  #known = 0;

  /** Where the next one will stand. */
  get position(): number {
    return this.#position;
  }

  add(document: number): void {
    this.#documents[this.#position++ % MOST] = document;
  }

  /** From now on numbers mean other documents. */
  forget(): void {
    this.#known = ++this.#position;
  }

  /** Whether one of those from a position on is such a document; also when they are not remembered any more. */
  some(from: number, isSuch: (document: number) => boolean): boolean {
    if (from < Math.max(this.#known, this.#position - MOST)) return true;
    for (let at = from; at < this.#position; at++) if (isSuch(this.#documents[at % MOST]!)) return true;
    return false;
  }
}
