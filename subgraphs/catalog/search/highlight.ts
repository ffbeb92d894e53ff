import type { Concepts } from '../language/concepts.ts';
import { tokensOf } from '../language/token.ts';

const ESCAPES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const escaped = (text: string): string => text.replace(/[&<>"']/g, (character) => ESCAPES[character]!);

/** Where a text has any of the terms, in its order, none within another. */
export function matchesIn(
  text: string,
  terms: ReadonlySet<string>,
  concepts: Concepts,
): { start: number; end: number; term: string }[] {
  const tokens = tokensOf(text);
  const found = [
    ...tokens.flatMap(({ start, end, terms: own }) =>
      own.filter((term) => terms.has(term)).map((term) => ({ start, end, term })),
    ),
    ...concepts
      .in(tokens)
      .filter(({ id }) => terms.has(id))
      .map(({ id, from, to }) => ({ start: tokens[from]!.start, end: tokens[to - 1]!.end, term: id })),
  ];
  return found.toSorted((a, b) => a.start - b.start || b.end - a.end);
}

/** The text, safe in HTML, with matches in `<em>`; null when it has none. */
export function highlightHtml(text: string, terms: ReadonlySet<string>, concepts: Concepts): string | null {
  const matches = matchesIn(text, terms, concepts);
  if (matches.length === 0) return null;
  let html = '';
  let at = 0;
  for (let index = 0; index < matches.length;) {
    const { start } = matches[index]!;
    let { end } = matches[index]!;
    // What overlaps or touches is marked as one.
    while (index < matches.length && matches[index]!.start <= end) end = Math.max(end, matches[index++]!.end);
    html += `${escaped(text.slice(at, start))}<em>${escaped(text.slice(start, end))}</em>`;
    at = end;
  }
  return html + escaped(text.slice(at));
}
