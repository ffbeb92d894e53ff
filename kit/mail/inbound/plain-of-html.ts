import { compile } from 'html-to-text';
import sanitizeHtml from 'sanitize-html';
import { untracked } from './tracking.ts';

/** What is left of HTML: what structures a text, and where links lead. Nothing that runs, loads, hides or styles. */
const KEPT: sanitizeHtml.IOptions = {
  allowedTags: (
    'p div br hr span a b strong i em u ul ol li blockquote pre h1 h2 h3 h4 h5 h6 ' +
    'table thead tbody tfoot tr td th dl dt dd'
  ).split(' '),
  allowedAttributes: { a: ['href'] },
  allowedSchemes: ['http', 'https'],
  allowProtocolRelative: false,
  nonTextTags: ['script', 'style', 'textarea', 'option', 'noscript', 'title', 'svg', 'math', 'template', 'object'],
  nestingLimit: 100,
  exclusiveFilter: ({ tag, attribs }) => tag !== 'a' && HIDDEN.test(attribs['style'] ?? ''),
};
/** A text that is not shown is not what was written. */
const HIDDEN = /display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0(?![.\d])|max-height\s*:\s*0(?![.\d])/i;

const toText = compile({
  wordwrap: false,
  limits: { maxInputLength: 1_000_000, maxDepth: 100 },
  selectors: [
    { selector: 'a', options: { hideLinkHrefIfSameAsText: true, linkBrackets: ['(', ')'] } },
    { selector: 'blockquote', format: 'blockquote', options: { leadingLineBreaks: 1, trailingLineBreaks: 1 } },
    ...['h1', 'h2', 'h3', 'h4', 'h5', 'h6'].map((selector) => ({ selector, options: { uppercase: false } })),
    { selector: 'table', format: 'block' },
    { selector: 'td', format: 'inline' },
  ],
});

const linkOf = (href: string | undefined): sanitizeHtml.Attributes => (href ? { href: untracked(href) } : {});

/** What HTML says, in plain text. No picture is left, nothing is fetched, and links do not tell who follows them. */
export function plainOfHtml(html: string): string {
  const clean = sanitizeHtml(html, {
    ...KEPT,
    transformTags: { a: (tagName, { href }) => ({ tagName, attribs: linkOf(href) }) },
  });
  return toText(clean);
}
