import type { Random } from '../../seed/random.ts';

const segmenters = new Map<string, Intl.Segmenter>();

/** The words of a text as people would type them, each once; Chinese is cut by ICU's dictionary. */
export function wordsIn(text: string, language: string): string[] {
  let segmenter = segmenters.get(language);
  if (!segmenter) segmenters.set(language, (segmenter = new Intl.Segmenter(language, { granularity: 'word' })));
  const words = [...segmenter.segment(text.normalize('NFKC'))]
    .filter(({ isWordLike }) => isWordLike)
    .map(({ segment }) => segment);
  return [...new Set(words)].filter((word) => word.length > 1);
}

/** So many of the words, in the order in which they stand; all where there are fewer. */
export function drawn(words: readonly string[], count: number, random: Random): string[] {
  const places = new Set<number>();
  while (places.size < Math.min(count, words.length)) places.add(random.below(words.length));
  return [...places].toSorted((a, b) => a - b).map((place) => words[place]!);
}

/** In another order, in place. */
export function shuffled<T>(items: T[], random: Random): T[] {
  for (let last = items.length - 1; last > 0; last--) {
    const other = random.below(last + 1);
    [items[last], items[other]] = [items[other]!, items[last]!];
  }
  return items;
}
