/**
 * The ids of an index, which allow few letters, for ids of any form: the n-th document is number n, as 24 hexadecimal digits, and back.
 */
export class IndexIds {
  readonly #given: string[] = [];

  /** The index's id of a document; each is named once. */
  of(id: string): string {
    return (this.#given.push(id) - 1).toString(16).padStart(24, '0');
  }

  back(indexId: string): string {
    const id = this.#given[Number.parseInt(indexId, 16)];
    if (id === undefined) throw new Error(`Expected an id that was given out, got ${indexId}.`);
    return id;
  }
}
