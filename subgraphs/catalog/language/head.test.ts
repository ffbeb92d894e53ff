import { headEnd } from './head.ts';
import { tokensOf } from './token.ts';

const head = (text: string): string | null => {
  const end = headEnd(tokensOf(text), text);
  return end < 0 ? null : text.slice(0, end);
};

it.each([
  ['Olive oil soap', 'Olive oil soap'],
  ['Brass ball valve DN50 PN16', 'Brass ball valve'],
  ['Küresel vana, pirinç', 'Küresel vana'],
  ['Hydraulic hose for excavators', 'Hydraulic hose'],
  ['Kauçuk conta (NBR)', 'Kauçuk conta'],
  ['2 inch ball valve', '2 inch ball valve'],
  ['不锈钢球阀 DN50', '不锈钢球阀'],
  ['球阀，不锈钢', '球阀'],
  ['球阀（不锈钢）', '球阀'],
  ['304不锈钢管', '304不锈钢管'],
  ['Cable – copper', 'Cable'],
  ['Cable/wire', 'Cable/wire'],
])('ends what %s is behind %s', (name, noun) => {
  expect(head(name)).toBe(noun);
});

it.each(['', '304', 'DN50 8481.80', 'for the'])('finds no noun in %j', (name) => {
  expect(head(name)).toBeNull();
});
