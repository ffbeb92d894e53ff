import { fold } from '../../../kit/text/fold.ts';

/** A text folded sign by sign, with where each folded sign began. */
interface FoldedText {
  folded: string;
  /** By place in the folded text; one more than it has, for its end. */
  places: number[];
}

const MARK = '[…]';
const SHORT_MARK = '…';

function foldedText(text: string): FoldedText {
  const places: number[] = [];
  let folded = '';
  let at = 0;
  for (const sign of text) {
    const one = fold(sign);
    for (let index = 0; index < one.length; index++) places.push(at);
    folded += one;
    at += sign.length;
  }
  return { folded, places: [...places, at] };
}

/** How often a name is in a text. */
export const timesIn = (text: string, pattern: RegExp): number => spansIn(text, pattern).length;

/** The text with […] in the place of the name, never longer than `most`; null: it does not hold the name. */
export function withoutName(text: string, pattern: RegExp, most: number): string | null {
  const spans = spansIn(text, pattern);
  if (spans.length === 0) return null;
  const marked = replaced(text, spans, MARK);
  return marked.length <= most ? marked : replaced(text, spans, SHORT_MARK);
}

function spansIn(text: string, pattern: RegExp): [number, number][] {
  // Most texts name nobody: where the signs stand is worked out for those that do.
  if (fold(text).search(pattern) < 0) return [];
  const { folded, places } = foldedText(text);
  return [...folded.matchAll(pattern)].map((match) => {
    const [first, last] = [match.index, match.index + match[0].length];
    return [places[first]!, places[last]!];
  });
}

function replaced(text: string, spans: readonly [number, number][], mark: string): string {
  let [made, from] = ['', 0];
  for (const [begin, end] of spans) {
    made += text.slice(from, begin) + mark;
    from = end;
  }
  return made + text.slice(from);
}
