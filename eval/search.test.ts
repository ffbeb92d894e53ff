import { judgedMarket, marketSets } from './market/market-sets.ts';
import { closingFigures, type Comparison } from './report/comparison.ts';
import { evaluate } from './report/evaluate.ts';
import { reportOf } from './report/report.ts';
import { openSystem } from './systems/open-system.ts';

let comparisons: Comparison[];
const said: string[] = [];

beforeAll(async () => {
  const market = judgedMarket(600);
  comparisons = await evaluate({
    systems: ['directory', 'stock', 'bm25'],
    open: (name) => openSystem(name, process.env),
    documents: market.documents,
    sets: marketSets(market, ['all']),
    k: 10,
    say: (line) => void said.push(line),
  });
});

describe('judging search', () => {
  it('asks every system on the same documents, and has every figure of each language', () => {
    expect(said.map((line) => line.replace(/ in .*/, ''))).toEqual([
      'directory: 600 documents',
      'stock: 600 documents',
      'bm25: 600 documents',
    ]);
    expect(comparisons.map(({ set }) => set)).toEqual(['tr all', 'zh all', 'en all']);
    const share = expect.any(Number);
    const figures = {
      ndcg10: share,
      condensedNdcg10: share,
      judged10: 1,
      mrr10: share,
      recall100: share,
      zeroResultRate: share,
      noAnswerEmptyRate: share,
      noAnswerQueries: 25,
      p50Ms: expect.any(Number),
      p95Ms: expect.any(Number),
      kinds: expect.objectContaining({ exact: share, across: share, code: share }),
    };
    for (const comparison of comparisons) {
      const closing = closingFigures(comparison);
      expect(closing).toMatchObject({ ...figures, stock: figures, bm25: figures });
      expect(closing).toHaveProperty('differences.bm25.ndcg.low');
    }
  });

  it('finds what is asked for in the words of the trade, in one language and across them', () => {
    for (const { set, kinds } of comparisons) {
      const { exact, across } = kinds.get('directory')!;
      expect({ set, exact: exact! > 0.7, across: across! > 0.5 }).toEqual({ set, exact: true, across: true });
    }
  });

  it('finds more, and in a better order, than the engine as it comes', () => {
    for (const comparison of comparisons) {
      const { ndcg10, stock } = closingFigures(comparison) as { ndcg10: number; stock: { ndcg10: number } };
      expect({ set: comparison.set, better: ndcg10 > stock.ndcg10 }).toEqual({
        set: comparison.set,
        better: true,
      });
    }
  });

  it('is read as tables', () => {
    const report = reportOf(comparisons[0]!);
    expect(report).toMatch(/^\ntr all\n +queries +ndcg10/);
    expect(report).toMatch(/\ndirectory − bm25: nDCG [+−]0\.\d{3} \([+−]0\.\d{3} to [+−]0\.\d{3}\)/);
  });
});
