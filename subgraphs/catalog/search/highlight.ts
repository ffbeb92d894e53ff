/** Marks that the engine puts around a match: private-use characters, which no stored text holds. */
export const MATCH_START = '\uE000';
export const MATCH_END = '\uE001';

const ESCAPES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
  [MATCH_START]: '<em>',
  [MATCH_END]: '</em>',
};
const ESCAPED = /[&<>"'\uE000\uE001]/g;

export const isMatch = (text: string | undefined): text is string => text !== undefined && text.includes(MATCH_START);

/** The text, safe in HTML, with matches in `<em>`. */
export const highlightHtml = (text: string): string => text.replace(ESCAPED, (character) => ESCAPES[character]!);
