import { gradeOf, type Offer } from './offer.ts';
import { kindsOf } from './vocabulary.ts';
import { wanted } from './wanted.ts';

const offer = (noun: string, leaf: string, ...facts: string[]): Offer => ({
  id: '1',
  noun,
  leaf,
  facts: new Set(facts),
  languages: new Set(['tr']),
});
const steel = 'material=paslanmaz çelik';

describe('the rule of judging', () => {
  it.each([
    ['ball valve', offer('ball valve', '10.10.05'), 3],
    ['ball valve', offer('three-way ball valve', '10.10.05'), 3],
    ['three-way ball valve', offer('ball valve', '10.10.05'), 1],
    ['ball valve', offer('globe valve', '10.10.10'), 0],
    [`ball valve + ${steel} + size=DN50`, offer('ball valve', '10.10.05', steel, 'size=DN50', 'pressure=PN40'), 3],
    [`ball valve + ${steel} + size=DN50`, offer('ball valve', '10.10.05', steel, 'size=DN80'), 2],
    [`ball valve + ${steel} + size=DN50`, offer('ball valve', '10.10.05', 'size=DN80'), 1],
    [`ball valve | globe valve`, offer('globe valve', '10.10.10'), 3],
    [`ball valve + size=DN50`, offer('plate flange', '10.20.15', 'size=DN50'), 0],
    ['size=DN50 + pressure=PN40', offer('plate flange', '10.20.15', 'size=DN50', 'pressure=PN40'), 3],
    ['size=DN50 + pressure=PN40', offer('plate flange', '10.20.15', 'size=DN50', 'pressure=PN16'), 1],
    ['hs=848180', offer('ball valve', '10.10.05', 'hs=848180'), 3],
    ['hs=848180', offer('pasta', '80.30.10', 'hs=190219'), 0],
  ])('of %j says of %j: %s', (written, one, grade) => {
    expect(gradeOf(one, wanted(written))).toBe(grade);
  });

  it('knows the market’s nouns and facts alone', () => {
    expect(() => wanted('unicorn')).toThrow('Expected a noun of the market, got unicorn.');
    expect(() => wanted('ball valve + size=DN51')).toThrow('Expected a fact of the market, got size=DN51.');
  });
});

it('a kind of a noun is named after it in two languages at least', () => {
  expect(kindsOf('ball valve').toSorted()).toEqual([
    'ball valve',
    'pneumatically actuated ball valve',
    'three-way ball valve',
    'two-piece ball valve',
  ]);
  expect(kindsOf('elbow')).toEqual(expect.arrayContaining(['elbow', '90° elbow']));
  expect(kindsOf('cap')).toEqual(['cap']);
});
