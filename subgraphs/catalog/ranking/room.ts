type Numbers = Uint8Array | Uint16Array | Uint32Array | Float32Array | Float64Array;

/** An array that has at least so many places: the same one, or a copy with an eighth more, so that much that comes one by one is seldom copied. */
export function withRoom<T extends Numbers>(array: T, places: number): T {
  if (places <= array.length) return array;
  const larger = new (array.constructor as new (length: number) => T)(Math.max(1_024, Math.ceil(places * 1.125)));
  larger.set(array);
  return larger;
}
