import { Concepts } from '../language/concepts.ts';
import { highlightHtml } from './highlight.ts';

const concepts = new Concepts([{ id: 'ball-valve', tr: ['küresel vana'], zh: ['球阀'], en: ['ball valve'] }]);
const marked = (text: string, ...terms: string[]) => highlightHtml(text, new Set(terms), concepts);

it('marks matches and escapes everything else', () => {
  expect(marked(`<script>alert("x")</script> R-D 'a' <em>`, 'rd')).toBe(
    '&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt; <em>R-D</em> &#39;a&#39; &lt;em&gt;',
  );
});

it.each([
  ['Paslanmaz vanaları & boru', ['vana'], 'Paslanmaz <em>vanaları</em> &amp; boru'],
  ['Pirinç küresel vanalar DN50', ['~kballvalve', 'dn50'], 'Pirinç <em>küresel vanalar</em> <em>DN50</em>'],
  ['不锈钢管 DN 50', ['钢管', 'dn50'], '不锈<em>钢管</em> <em>DN 50</em>'],
  ['閥門', ['阀门'], '<em>閥門</em>'],
])('finds in %s what %j stands for, whatever its ending', (text, terms, html) => {
  expect(marked(text, ...terms)).toBe(html);
});

it('answers nothing where nothing is found', () => {
  expect(marked('x <em>', 'vana')).toBeNull();
});
