import { plainText, type TextBounds } from '../text/plain-text.ts';
import { invalidInput, type InvalidInput } from './problems.ts';

/** A value of an input that is not acceptable. Thrown while an input is read; `readInput` makes the problem of it. */
export class FieldFault extends Error {
  readonly problem: InvalidInput;

  /** `field`: the path of the value in the input. */
  constructor(field: string, message: string) {
    super(message);
    this.problem = invalidInput(field, message);
  }
}

/** What `read` makes of an input, or the first thing in it that is not acceptable. */
export function readInput<T>(read: () => T): T | InvalidInput {
  try {
    return read();
  } catch (error) {
    if (error instanceof FieldFault) return error.problem;
    throw error;
  }
}

/** A text of an input as it is kept; it may be empty. Throws FieldFault. */
export function textAt(field: string, written: string, bounds: TextBounds): string {
  const read = plainText(written, bounds);
  if ('fault' in read) throw new FieldFault(field, read.fault);
  return read.text;
}

/** The same where something has to be said. Throws FieldFault. */
export function wordsAt(field: string, written: string, bounds: TextBounds): string {
  const text = textAt(field, written, bounds);
  if (text === '') throw new FieldFault(field, 'Expected a text, got an empty one.');
  return text;
}

/** A list of an input, each item read with its path. Throws FieldFault. */
export function listAt<T, R>(
  field: string,
  items: readonly T[],
  most: number,
  read: (item: T, field: string) => R,
): R[] {
  if (items.length > most) throw new FieldFault(field, `Expected at most ${most}, got ${items.length}.`);
  return items.map((item, index) => read(item, `${field}.${index}`));
}
