const ESCAPED: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** A text as it stands in HTML, between tags and in quoted attributes. What no document may hold is shown as missing. */
export const escaped = (text: string): string =>
  text.replaceAll(/[^\P{Cc}\t\n\r]/gu, '\ufffd').replaceAll(/[&<>"']/g, (sign) => ESCAPED[sign]!);

const STYLE =
  'body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#222;background:#fff}' +
  'table{border-collapse:collapse;width:100%;margin:0 0 1.5rem}th,td{border:1px solid #bbb;padding:.3rem .6rem;text-align:left;vertical-align:top;overflow-wrap:anywhere}' +
  'th{background:#f3f3f3;font-weight:600}td{white-space:pre-wrap;unicode-bidi:isolate}code{font-size:.8em;color:#555}h3{margin-top:2rem}' +
  'input,button{font:inherit;padding:.3rem .6rem}';

/** Neither scripts nor anything from elsewhere: a page shows itself and no more. */
export const PAGE_POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

/** The beginning of a page of its own, up to its content. `</body></html>` ends it. */
export const pageHead = (language: string, title: string): string =>
  `<!doctype html>\n<html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">` +
  `<meta http-equiv="content-security-policy" content="default-src 'none'; style-src 'unsafe-inline'; form-action 'self'">` +
  `<meta name="referrer" content="no-referrer"><meta name="robots" content="noindex"><title>${escaped(title)}</title><style>${STYLE}</style></head><body>\n`;
export const PAGE_END = '</body></html>\n';
