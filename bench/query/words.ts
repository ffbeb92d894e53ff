/** The words of a text as people would type them; Chinese is cut by ICU's dictionary. */
export function wordsIn(text: string, language: string): string[] {
  let segmenter = segmenters.get(language);
  if (!segmenter) segmenters.set(language, (segmenter = new Intl.Segmenter(language, { granularity: 'word' })));
  const words = [...segmenter.segment(text.normalize('NFKC'))]
    .filter(({ isWordLike }) => isWordLike)
    .map(({ segment }) => segment);
  return [...new Set(words)].filter((word) => word.length > 1);
}

const segmenters = new Map<string, Intl.Segmenter>();
