import { plainOfHtml } from './plain-of-html.ts';

it('keeps what is written, in paragraphs and lists, and where links lead', () => {
  const html =
    '<div>Hello,<br>we make <b>bolts</b>.</div><ul><li>M8</li><li>M10</li></ul><p>See <a href="https://maker.example/m8">the list</a>.</p>';
  expect(plainOfHtml(html)).toBe('Hello,\nwe make bolts.\n * M8\n * M10\n\nSee the list (https://maker.example/m8).');
});

it.each([
  ['<script>alert(1)</script>'],
  ['<img src="https://track.example/p.gif?u=1" onerror="alert(1)" alt="evil">'],
  ['<svg onload=alert(1)><script>evil</script><text>evil</text></svg>'],
  ['<a href="javascript:alert(1)">'],
  ['<a href="data:text/html;base64,PHNjcmlwdD4=">'],
  ['<iframe src="https://evil.example/"></iframe>'],
  ['<style>p{background:url(https://evil.example)}</style>'],
  ['<object data="https://evil.example/x"></object><embed src="https://evil.example">'],
  ['<div style="background:url(https://evil.example/p.gif)"></div>'],
  ['<math><mtext><style><img src=x onerror=alert(1)></style></mtext></math>'],
  [
    '<link rel=stylesheet href=https://evil.example><base href=https://evil.example/><meta http-equiv=refresh content="0;url=https://evil.example">',
  ],
  ['<!--[if mso]><script>evil</script><![endif]-->'],
])('leaves nothing of what runs or loads: %s', (evil) => {
  const plain = plainOfHtml(`<p>Before</p>${evil}<p>After</p>`);
  expect(plain).toMatch(/^Before\s+After$/);
});

it('leaves out what is not shown', () => {
  expect(
    plainOfHtml('<p>Seen</p><div style="display:none">hidden words</div><span style="font-size:0">more</span>'),
  ).toBe('Seen');
});

it('takes out of links what follows people, and nothing else', () => {
  const link = 'https://shop.example/a?utm_source=x&id=7&mc_eid=abc&fbclid=1#top';
  expect(plainOfHtml(`<a href="${link.replaceAll('&', '&amp;')}">offer</a>`)).toBe(
    'offer (https://shop.example/a?id=7#top)',
  );
});

it('ends, however deep it is nested and however long it is', () => {
  expect(plainOfHtml(`${'<div>'.repeat(50_000)}deep`).length).toBeLessThan(1_000);
  expect(plainOfHtml(`<p>${'a'.repeat(900_000)}</p>`).length).toBe(900_000);
  expect(plainOfHtml('<'.repeat(100_000)).length).toBeLessThan(1_000_000);
});
