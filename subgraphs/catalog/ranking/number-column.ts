import { withRoom } from './room.ts';

/** A number of each document; NaN: it has none. Kept in half the room as long as every number is exact in it. */
export class NumberColumn {
  values: Float32Array | Float64Array = new Float32Array(0);

  put(document: number, value: number | null): void {
    if (value !== null && Math.fround(value) !== value && this.values instanceof Float32Array)
      this.values = new Float64Array(this.values);
    const before = this.values.length;
    this.values = withRoom(this.values, document + 1);
    this.values.fill(Number.NaN, before);
    this.values[document] = value ?? Number.NaN;
  }

  renumber(numbers: Int32Array): void {
    moved(this.values, numbers);
  }
}

/** Moves what is kept of each document to its new number. */
export function moved(values: { [document: number]: number; length: number }, numbers: Int32Array): void {
  for (let document = 0; document < numbers.length && document < values.length; document++)
    if (numbers[document]! >= 0) values[numbers[document]!] = values[document]!;
}
