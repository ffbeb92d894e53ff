import { highlightHtml, isMatch, MATCH_END, MATCH_START } from './highlight.ts';

it('marks matches and escapes everything else', () => {
  const text = `<script>alert("x")</script> ${MATCH_START}R&D${MATCH_END} 'a' <em>`;
  expect(highlightHtml(text)).toBe(
    '&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt; <em>R&amp;D</em> &#39;a&#39; &lt;em&gt;',
  );
});

it('knows where something was found', () => {
  expect(isMatch(`${MATCH_START}x${MATCH_END}`)).toBe(true);
  expect(isMatch('x <em>')).toBe(false);
  expect(isMatch(undefined)).toBe(false);
});
