import type { Leaf } from './field.ts';

/** Why a value does not fit a leaf, ending the sentence "Expected …"; null when it fits. The database cannot check what is sealed. */
export function misfitOf(leaf: Leaf<unknown>, value: unknown): string | null {
  switch (leaf.kind) {
    case 'text':
      return textMisfit(leaf, value);
    case 'integer':
    case 'number':
      return numberMisfit(leaf, value);
    case 'flag':
      return typeof value === 'boolean' ? null : 'true or false';
    case 'instant':
      return value instanceof Date && !Number.isNaN(value.getTime()) ? null : 'an instant';
    case 'binary':
      return value instanceof Uint8Array && value.length <= (leaf.maxLength ?? 0)
        ? null
        : `at most ${leaf.maxLength} bytes`;
    case 'objectId':
      return 'no object id: such a path cannot be sealed';
  }
}

function textMisfit({ maxLength, pattern, values }: Leaf<unknown>, value: unknown): string | null {
  if (typeof value !== 'string') return 'a text';
  if (values && !values.includes(value)) return `one of ${values.join(', ')}`;
  if (maxLength !== undefined && value.length > maxLength) return `at most ${maxLength} characters`;
  if (pattern !== undefined && !new RegExp(pattern, 'u').test(value)) return 'a text of its pattern';
  return !/\p{Surrogate}/u.test(value) ? null : 'a text of whole characters, without a lone surrogate';
}

function numberMisfit({ kind, minimum, maximum }: Leaf<unknown>, value: unknown): string | null {
  if (typeof value !== 'number' || !Number.isFinite(value)) return 'a number';
  if (kind === 'integer' && !Number.isInteger(value)) return 'a whole number';
  const fits = value >= (minimum ?? -Infinity) && value <= (maximum ?? Infinity);
  return fits ? null : `a number from ${minimum} to ${maximum}`;
}

/** The bytes of a value that fits; texts as they are, for they are most. */
export function bytesOf(leaf: Leaf<unknown>, value: unknown): Buffer {
  if (leaf.kind === 'text') return Buffer.from(value as string);
  if (leaf.kind === 'binary') return Buffer.from(value as Uint8Array);
  return Buffer.from(leaf.kind === 'instant' ? (value as Date).toISOString() : JSON.stringify(value));
}

export function valueOf(leaf: Leaf<unknown>, bytes: Buffer): unknown {
  if (leaf.kind === 'text') return bytes.toString();
  if (leaf.kind === 'binary') return bytes;
  return leaf.kind === 'instant' ? new Date(bytes.toString()) : JSON.parse(bytes.toString());
}
