import type { Condition } from './condition.ts';
import type { RankedDocument } from './ranked-document.ts';

/** A test of a document by its number. */
export type Passes = (document: number) => boolean;

/**
 * The values by which searches narrow, a column an attribute, so that what the engine filters is filtered alike before it is ranked. Texts (and lists of them)
 * are numbered: a condition is tried once on each different one.
 */
export class Columns {
  readonly #numbers = new Map<string, Float64Array>();
  readonly #texts = new Map<string, TextColumn>();
  #size = 0;

  put(document: number, { codes, numbers }: Pick<RankedDocument, 'codes' | 'numbers'>): void {
    if (document >= this.#size) this.#size = Math.max(1_024, Math.ceil((document + 1) * 1.5));
    for (const [attribute, value] of Object.entries(codes))
      this.#text(attribute).put(document, this.#size, value ?? []);
    for (const [attribute, value] of Object.entries(numbers)) this.#number(attribute)[document] = value ?? Number.NaN;
  }

  /** All of the outer, any of the inner conditions. */
  passes(conditions: readonly (readonly Condition[])[]): Passes {
    const all = conditions.map((any) => any.map((condition) => this.#test(condition)));
    if (all.length === 0) return () => true;
    return (document) => {
      for (const any of all) {
        let one = false;
        for (const test of any) if ((one = test(document))) break;
        if (!one) return false;
      }
      return true;
    };
  }

  /** Moves each document’s values to its new number. */
  renumber(numbers: Int32Array): void {
    for (const column of this.#numbers.values()) moved(column, numbers);
    for (const { values } of this.#texts.values()) moved(values, numbers);
  }

  #test({ attribute, is, value, not = false }: Condition): Passes {
    const wanted = this.#plain(attribute, is, value);
    return not ? (document) => !wanted(document) : wanted;
  }

  #plain(attribute: string, is: Condition['is'], value: string | number): Passes {
    if (typeof value === 'string') {
      const column = this.#texts.get(attribute);
      if (!column) return () => false;
      const matching = column.matching(value);
      return (document) => matching[column.values[document]!] === 1;
    }
    const column = this.#numbers.get(attribute);
    if (!column) return () => false;
    switch (is) {
      case '=':
        return (document) => column[document] === value;
      case '>':
        return (document) => column[document]! > value;
      case '>=':
        return (document) => column[document]! >= value;
      case '<':
        return (document) => column[document]! < value;
      case '<=':
        return (document) => column[document]! <= value;
    }
  }

  #number(attribute: string): Float64Array {
    let column = this.#numbers.get(attribute);
    if (!column || column.length < this.#size) {
      const larger = new Float64Array(this.#size).fill(Number.NaN);
      if (column) larger.set(column);
      this.#numbers.set(attribute, (column = larger));
    }
    return column;
  }

  #text(attribute: string): TextColumn {
    let column = this.#texts.get(attribute);
    if (!column) this.#texts.set(attribute, (column = new TextColumn()));
    return column;
  }
}

class TextColumn {
  values = new Uint32Array(0);
  readonly #numbers = new Map<string, number>();
  /** What each number stands for; nothing has none. */
  readonly #lists: (readonly string[])[] = [[]];

  put(document: number, size: number, value: string | readonly string[]): void {
    if (this.values.length < size) {
      const larger = new Uint32Array(size);
      larger.set(this.values);
      this.values = larger;
    }
    const list = typeof value === 'string' ? [value] : value;
    const key = list.join('\n');
    let number = this.#numbers.get(key);
    if (number === undefined) {
      number = this.#lists.push(list) - 1;
      this.#numbers.set(key, number);
    }
    this.values[document] = number;
  }

  matching(value: string): Uint8Array {
    return Uint8Array.from(this.#lists, (list) => (list.includes(value) ? 1 : 0));
  }
}

function moved(column: Float64Array | Uint32Array, numbers: Int32Array): void {
  for (let document = 0; document < numbers.length; document++) {
    if (numbers[document]! >= 0) column[numbers[document]!] = column[document]!;
  }
}
