import { tokensOf } from '../language/token.ts';
import { isQuoted, phrasesOf, quotedPairs } from './phrases.ts';

const phrases = (query: string) => phrasesOf(query, tokensOf(query));
const pairs = (query: string) => quotedPairs(query, tokensOf(query)).map(({ terms: [term] }) => term);

it.each([
  ['"ball valve"', [['ball', 'valve']]],
  ['brass "ball valves" DN50', [['ball', 'valve']]],
  ['“küresel vanalar”', tokensOf('küresel vana').map(({ terms: [term] }) => term)],
  ['„küresel vana“ ve "kauçuk conta"', 2],
  ['«küresel vana»', 1],
  ['"nuts and bolts"', [['nut', 'bolt']]],
  ['"valve"', []],
  ['""', []],
  ['ball valve', []],
  ['"ball valve', []],
  ['3/4" ball valve 1/2" brass', []],
  ['3/4" vana "kauçuk conta"', [['kaucuk', 'conta']]],
  ['"不锈钢"', []],
])('reads in %s the phrases %j', (query, wanted) => {
  const read = phrases(query);
  if (typeof wanted === 'number') expect(read).toHaveLength(wanted);
  else expect(read).toEqual(Array.isArray(wanted[0]) || wanted.length === 0 ? wanted : [wanted]);
});

it.each([
  ['"不锈钢"', ['不锈', '锈钢']],
  ['“不鏽鋼”管', ['不锈', '锈钢']],
  ['「阀门」', ['阀门']],
  ['不锈钢', []],
  ['"ball valve"', []],
])('reads in %s the pairs %j', (query, wanted) => {
  expect(pairs(query)).toEqual(wanted);
});

it.each([
  ['"valve"', true],
  ['"不锈钢"', true],
  ['brass "ball valve"', true],
  ['""', false],
  ['3/4" valve 1/2"', false],
  ['valve', false],
])('says whether %s is quoted', (query, quoted) => {
  expect(isQuoted(query, tokensOf(query))).toBe(quoted);
});
