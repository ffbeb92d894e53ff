import { LRUCache } from 'lru-cache';

/** What was read of texts that come again and again: so many at most, and with so many characters together, because anybody may ask for long ones. */
export const knownTexts = <V extends object | string>(most: number, characters: number): LRUCache<string, V> =>
  new LRUCache({ max: most, maxSize: characters, sizeCalculation: (_, text) => text.length });
