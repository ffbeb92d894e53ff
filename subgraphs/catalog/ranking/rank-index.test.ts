import { Random } from '../../../seed/random.ts';
import { goods, indexOf, NO_CONCEPTS } from '../../../test/kit/ranked-goods.ts';
import { hasPhrases } from './phrase-test.ts';
import { rank } from './rank.ts';
import { RankIndex } from './rank-index.ts';
import type { RankedDocument } from './ranked-document.ts';

const WORDS = ['valve', 'pump', 'cable', 'brass', 'iron', 'copper', 'hose', 'motor', 'filter', 'pipe'];
const COUNTRIES = ['TR', 'CN', 'DE'];

/** Of three words each, so that no history of lengths makes a score differ. */
const document = (seq: number, random: Random): RankedDocument => {
  const words = Array.from({ length: 3 }, () => random.pick(WORDS));
  return goods(seq, words.join(' '), {
    codes: { country: random.pick(COUNTRIES) },
    numbers: { rank: random.below(9) },
  });
};

/** All that an index answers to single words and pairs of them, in all and within a country. */
const answers = (index: RankIndex) =>
  WORDS.flatMap((word, at) => {
    const other = WORDS[(at + 1) % WORDS.length]!;
    const query = {
      units: [word, other].map((term) => ({ terms: [{ term, weight: 1 }] })),
      bonuses: [],
      pairs: [[word, other] as const],
    };
    const inTurkey = index.columns.passes([
      [
        { attribute: 'country', is: '=', value: 'TR' },
        { attribute: 'rank', is: '<', value: 2 },
      ],
    ]);
    const phrased = hasPhrases(index, [[word, other]]);
    return [() => true, inTurkey, phrased].map((passes) => {
      const { best, full } = rank(index, query, { passes }, 10_000)!;
      return {
        full,
        best: best.map(({ seq, id, mask, isFull, score }) => ({
          seq,
          id,
          mask,
          isFull,
          score: Number(score.toFixed(3)),
        })),
      };
    });
  });
const unordered = (index: RankIndex) =>
  answers(index).map(({ full, best }) => ({ full, seqs: best.map(({ seq, mask }) => `${seq} ${mask}`).toSorted() }));

describe('an index after many changes', () => {
  const random = new Random(6, 1);
  const held = new Map<number, RankedDocument>();
  const index = new RankIndex(() => NO_CONCEPTS);
  const change = (times: number) => {
    for (let time = 0; time < times; time++) {
      const seq = random.below(400) + 1;
      if (random.chance(0.3)) {
        index.remove(seq);
        held.delete(seq);
      } else {
        held.set(seq, document(seq, random));
        index.put([held.get(seq)!]);
      }
    }
  };
  const fresh = () => indexOf([...held.values()].toSorted((a, b) => a.seq - b.seq));

  it('finds what a new one finds while it has holes', () => {
    change(2_000);
    expect(index.size).toBe(held.size);
    expect(index.numbers).toBeGreaterThan(index.size);
    expect(unordered(index)).toEqual(unordered(fresh()));
  });

  it('is numbered anew when most are holes, and then answers as a new one, score by score', () => {
    let before = index.numbers;
    while (index.numbers >= before) {
      before = index.numbers;
      change(1);
      if (index.numbers < before) break;
    }
    expect(index.numbers).toBeLessThanOrEqual(index.size + 1);
    for (const seq of held.keys()) expect(index.idOf(index.numberOf(seq)!)).toBe(held.get(seq)!.id);
    expect(unordered(index)).toEqual(unordered(fresh()));
    if (index.numbers === index.size) expect(answers(index)).toEqual(answers(fresh()));
  });

  it('goes on after that', () => {
    change(3_000);
    change(500);
    expect(unordered(index)).toEqual(unordered(fresh()));
    expect([...held.keys()].every((seq) => index.seqOf(index.numberOf(seq)!) === seq)).toBe(true);
  });

  it('is a new one once it is cleared', () => {
    index.clear();
    expect([index.size, index.numbers]).toEqual([0, 0]);
    expect(unordered(index).every(({ full, seqs }) => full === 0 && seqs.length === 0)).toBe(true);
    const documents = [...held.values()].toSorted((a, b) => a.seq - b.seq);
    index.put(documents);
    expect(answers(index)).toEqual(answers(fresh()));
  });
});

it('forgets a document that is removed, and does not mind one that it never had', () => {
  const index = indexOf([goods(1, 'valve'), goods(2, 'valve')]);
  index.remove(1);
  index.remove(77);
  expect(index.size).toBe(1);
  expect(index.numberOf(1)).toBeUndefined();
  expect(index.numberOf(2)).toBe(1);
});

it('has room for more documents than it began with', () => {
  const index = indexOf(Array.from({ length: 2_500 }, (_, at) => goods(at + 1, at === 2_499 ? 'last valve' : 'valve')));
  const { full, best } = rank(
    index,
    { units: [{ terms: [{ term: 'last', weight: 1 }] }], bonuses: [], pairs: [] },
    { passes: () => true },
    5,
  )!;
  expect({ full, seqs: best.map(({ seq }) => seq) }).toEqual({ full: 1, seqs: [2_500] });
});

it('forgets the words of what was changed, however often, and keeps neighbours', () => {
  const index = new RankIndex(() => NO_CONCEPTS);
  const letters = (number: number) => [...String(number)].map((digit) => 'bcdfghjkmn'[Number(digit)]).join('');
  index.put([goods(1, 'Pirinç valve')]);
  for (let time = 0; time < 10_000; time++) index.put([goods(2, `once${letters(time)} brass hose`)]);
  expect(index.size).toBe(2);
  expect(index.vocabulary.terms.length).toBeLessThan(20_000);
  expect(index.vocabulary.number(`once${letters(3)}`)).toBeUndefined();
  expect(index.vocabulary.written(index.vocabulary.number('pirinc')!)).toBe('pirinç');
  const found = (...words: string[]) =>
    rank(
      index,
      { units: [{ terms: [{ term: words[0]!, weight: 1 }] }], bonuses: [], pairs: [] },
      { passes: hasPhrases(index, [words]) },
      9,
    )! // prettier-ignore
      .best.map(({ seq }) => seq);
  expect(found('pirinc', 'valve')).toEqual([1]);
  expect(found('brass', 'hose')).toEqual([2]);
  expect(found('hose', 'brass')).toEqual([]);
});

it('remembers of what changes often no more than of others', () => {
  const index = indexOf([goods(1, 'valve'), goods(2, 'pump')]);
  for (let change = 0; change < 5_000; change++) {
    index.put([goods(1, change % 2 ? 'valve' : 'pump')]);
    index.takenIn([1]);
  }
  const from = index.recent.position;
  index.put([goods(1, 'pipe')]);
  expect(index.takenIn([1]).size).toBe(0);
  expect(index.recent.some(from, (changed) => changed === index.numberOf(1))).toBe(true);
  expect(index.recent.some(from, (changed) => changed === index.numberOf(2))).toBe(false);
});
