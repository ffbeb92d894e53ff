import { moved } from './number-column.ts';
import { withRoom } from './room.ts';

/** A text of each document, or several: the number of it among all that are different. As few bits each as tell them apart. */
export class TextColumn {
  values: Uint8Array | Uint16Array | Uint32Array = new Uint8Array(0);
  readonly #numbers = new Map<string, number>();
  /** What each number stands for; nothing has none. */
  readonly #lists: (readonly string[])[] = [[]];

  put(document: number, value: string | readonly string[]): void {
    const list = typeof value === 'string' ? [value] : value;
    const key = list.join('\n');
    let number = this.#numbers.get(key);
    if (number === undefined) {
      number = this.#lists.push(list) - 1;
      this.#numbers.set(key, number);
      if (number === 0x100) this.values = new Uint16Array(this.values);
      if (number === 0x10000) this.values = new Uint32Array(this.values);
    }
    this.values = withRoom(this.values, document + 1);
    this.values[document] = number;
  }

  matching(value: string): Uint8Array {
    return Uint8Array.from(this.#lists, (list) => (list.includes(value) ? 1 : 0));
  }

  /** How many of these documents have each text. */
  counts(documents: Uint32Array): Record<string, number> {
    const numbers = new Uint32Array(this.#lists.length);
    for (const document of documents) numbers[this.values[document] ?? 0]!++;
    const counts: Record<string, number> = {};
    numbers.forEach((count, number) => {
      if (count > 0) for (const text of this.#lists[number]!) counts[text] = (counts[text] ?? 0) + count;
    });
    return counts;
  }

  renumber(numbers: Int32Array): void {
    moved(this.values, numbers);
  }
}
