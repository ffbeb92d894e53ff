import { Concepts } from './concepts.ts';
import { tokensOf } from './token.ts';

const concepts = new Concepts([
  { id: 'valve', tr: ['vana'], zh: ['阀门', '阀'], en: ['valve'] },
  { id: 'ball-valve', tr: ['küresel vana'], zh: ['球阀'], en: ['ball valve'] },
  { id: 'stainless', tr: ['paslanmaz çelik'], zh: ['不锈钢'], en: ['stainless steel', 'inox'] },
  { id: 'die', tr: ['kalıp'], zh: ['模具'], en: ['die', 'mold'] },
  { id: 'soap-bar', tr: ['kalıp'], zh: [], en: ['bar of soap'] },
  { id: 'nothing', tr: [''], zh: [], en: ['!!'] },
]);
const found = (text: string, known = concepts) =>
  known.in(tokensOf(text)).map(({ id, from, to }) => {
    const tokens = tokensOf(text);
    return `${id} ${text.slice(tokens[from]!.start, tokens[to - 1]!.end)}`;
  });

it.each([
  ['Küresel vanalar DN50', ['~kballvalve Küresel vanalar', '~kvalve vanalar']],
  ['brass BALL VALVES', ['~kballvalve BALL VALVES', '~kvalve VALVES']],
  ['不銹鋼球閥', ['~kstainless 不銹鋼', '~kballvalve 球閥', '~kvalve 閥']],
  ['paslanmaz çeliğin', ['~kstainless paslanmaz çeliğin']],
  ['kalıp', ['~kdie kalıp', '~ksoapbar kalıp']],
  ['a bar of soap', ['~ksoapbar bar of soap']],
  ['valves ball', ['~kvalve valves']],
  ['pump', []],
  ['', []],
])('finds in %j the concepts %j', (text, names) => {
  expect(found(text)).toEqual(names);
});

it('means the same in each language', () => {
  const ids = ['küresel vanası', '球阀', 'ball valve'].map((text) => concepts.in(tokensOf(text))[0]!.id);
  expect(new Set(ids)).toEqual(new Set(['~kballvalve']));
});

it('knows nothing without a table', () => {
  expect(found('ball valve', new Concepts([]))).toEqual([]);
});
