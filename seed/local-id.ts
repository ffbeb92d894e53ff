const KIND = { company: '5eedc00000', product: '5eedd00000' };

/** 24 hexadecimal digits like an ObjectId of 2024-01-01: the kind of thing, and its number below 16,777,216. */
export const localId = (kind: keyof typeof KIND, n: number): string =>
  `65920080${KIND[kind]}${n.toString(16).padStart(6, '0')}`;
