import type { Field, Fields, Leaf } from '../../kit/record/field.ts';
import { sealedAs } from '../../kit/record/inventory.ts';
import type { RecordDeclaration, Recorded } from '../../kit/record/record.ts';
import { newSubjectRef } from '../../kit/subject-keys/subject-ref.ts';
import { canary } from './canary.ts';

/** Numbers the canaries, and remembers at which path each was put. */
export class Canaries {
  readonly paths = new Map<number, string>();

  next(path: string): string {
    const number = this.paths.size;
    this.paths.set(number, path);
    return canary(number);
  }

  /** Those at paths that the test names. */
  at(isAt: (path: string) => boolean): number[] {
    return [...this.paths].filter(([, path]) => isAt(path)).map(([number]) => number);
  }
}

/** A record of a declaration with everything in it that may be: a canary at each sealed text, two items in each list. */
export function filled<F extends Fields>(declaration: RecordDeclaration<F>, id: string, canaries: Canaries) {
  const fields = fieldsOf(declaration.fields, '', canaries);
  return { _id: id, ...fields } as unknown as Recorded<RecordDeclaration<F>>;
}

const fieldsOf = (fields: Fields, prefix: string, canaries: Canaries): object =>
  Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, valueOf(field, prefix + name, canaries)]));

function valueOf(field: Field, path: string, canaries: Canaries): unknown {
  if (field.kind === 'group') return fieldsOf(field.fields, `${path}.`, canaries);
  if (field.kind === 'list') return [1, 2].map(() => valueOf(field.item, `${path}[]`, canaries));
  if (field.refersTo) return newSubjectRef();
  if (field.kind === 'text') return textOf(field, path, canaries);
  return { integer: field.minimum, number: field.minimum, flag: true, instant: new Date() }[field.kind as 'integer'];
}

/** What fits the patterns that plain texts have. */
const FITTING: Record<string, () => string> = {
  '^[A-Z]{2}$': () => 'TR',
  '^[a-z0-9]+(-[a-z0-9]+)*$': () => newSubjectRef().toLowerCase(),
};

function textOf({ pattern, values, ...leaf }: Leaf<unknown>, path: string, canaries: Canaries): string {
  if (sealedAs(leaf) !== null && !pattern && !values) return canaries.next(path);
  if (values) return values[0]!;
  const fitting = pattern === undefined ? () => 'plain' : FITTING[pattern];
  if (!fitting) throw new Error(`${path}: expected a known pattern, got ${pattern}. Say what fits it.`);
  return fitting();
}
