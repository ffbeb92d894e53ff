import { figuresOf, type Asked } from './figures.ts';

const asked = (
  grades: Record<string, number>,
  ranking: string[],
  ms: number,
  stages: Asked['stages'] = null,
): Asked => ({
  query: { id: 'q', text: '', kind: null, grades: new Map(Object.entries(grades)), complete: false },
  ranking,
  ms,
  stages,
});

it('sums up a set, with the queries that have no answer apart', () => {
  const figures = figuresOf(
    [
      asked({ a: 1 }, ['a', 'x'], 1),
      asked({ b: 1 }, [], 3),
      asked({ c: 2, d: 0 }, ['d', 'c'], 2),
      asked({ e: 0 }, [], 4),
      asked({}, ['z'], 5),
    ],
    10,
    1,
  );
  expect(figures).toMatchObject({
    queries: 3,
    judged10: (0.5 + 1) / 2,
    mrr10: (1 + 0 + 0.5) / 3,
    recall100: 2 / 3,
    zeroResultRate: 1 / 3,
    noAnswerQueries: 2,
    noAnswerEmptyRate: 0.5,
    p50Ms: 3,
    p95Ms: 5,
  });
  expect(figures['ndcg10']).toBeCloseTo((1 + 0 + 0.63093) / 3, 5);
  expect(figures).not.toHaveProperty('twoStageShare');
});

it('tells stages apart where the system does, and has no figure of nothing', () => {
  const figures = figuresOf([asked({ a: 1 }, ['a'], 2, 1), asked({ a: 1 }, ['a'], 8, 2)], 5, 1);
  expect(figures).toMatchObject({ ndcg5: 1, twoStageShare: 0.5, oneStageP50Ms: 2, twoStageP50Ms: 8, twoStageP95Ms: 8 });
  expect(figuresOf([], 10, 1)).toMatchObject({ queries: 0, ndcg10: null, p50Ms: null, noAnswerEmptyRate: null });
});
