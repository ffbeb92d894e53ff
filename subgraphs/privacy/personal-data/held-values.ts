/** One value that is held about somebody, with its path as the data map writes it, such as `persons[].name`. */
export interface HeldValue {
  path: string;
  /** Null: it is held that there is none. */
  value: string | number | boolean | null;
}

/** Every value of a record as it is stored, in its order. */
export function* heldValues(values: unknown, path = ''): Generator<HeldValue> {
  if (Array.isArray(values)) for (const item of values) yield* heldValues(item, `${path}[]`);
  else if (typeof values === 'object' && values !== null)
    for (const [name, inner] of Object.entries(values)) yield* heldValues(inner, path ? `${path}.${name}` : name);
  else yield { path, value: (values ?? null) as HeldValue['value'] };
}
