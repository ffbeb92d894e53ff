import { hasAnswer } from '../metrics/judged-query.ts';
import { LANGUAGES } from '../../seed/text/phrase.ts';
import { isHeldOut } from './held-out.ts';
import { KINDS } from './market-query.ts';
import { judgedMarket, marketSets } from './market-sets.ts';
import { ANSWERS_FROM } from './offer.ts';
import { nouns } from './vocabulary.ts';

const market = judgedMarket(6_000);

describe.each(LANGUAGES)('the judged queries in %s', (language) => {
  const queries = market.judged[language];
  const answerable = queries.filter(({ kind }) => kind !== 'no-answer');

  it('are of every kind, 150 with an answer at least, and each is there once', () => {
    expect(answerable.length).toBeGreaterThanOrEqual(150);
    for (const kind of KINDS) expect(queries.filter((query) => query.kind === kind).length).toBeGreaterThanOrEqual(20);
    expect(new Set(queries.map(({ id }) => id)).size).toBe(queries.length);
  });

  it('have a perfect answer each, but those for which the market has none', () => {
    const without = answerable.filter(({ grades }) => ![...grades.values()].includes(3));
    expect(without.map(({ id }) => id)).toEqual([]);
    for (const query of queries) expect(hasAnswer(query, ANSWERS_FROM)).toBe(query.kind !== 'no-answer');
  });

  it('are held out by a third', () => {
    expect(queries.filter(({ id }) => isHeldOut(id)).length / queries.length).toBeGreaterThan(0.27);
    expect(queries.filter(({ id }) => isHeldOut(id)).length / queries.length).toBeLessThan(0.4);
  });

  it('that go across languages count only what is not described in it', () => {
    const described = new Set(market.documents.filter(({ title }) => title[language]).map(({ id }) => id));
    for (const { aside, grades } of queries.filter(({ kind }) => kind === 'across')) {
      expect(aside).toEqual(described);
      expect([...grades.keys()].filter((id) => described.has(id))).toEqual([]);
    }
  });
});

describe('the judged market', () => {
  it('is the same in every run', () => {
    expect(judgedMarket(6_000).judged).toEqual(market.judged);
  });

  it('asks the same of a smaller market, as far as it sells what is asked for', () => {
    const ids = new Set(market.judged.tr.map(({ id }) => id));
    const small = judgedMarket(1_000);
    expect(small.documents).toHaveLength(1_000);
    expect(small.judged.tr.length).toBeGreaterThan(100);
    expect(small.judged.tr.filter(({ id }) => !ids.has(id))).toEqual([]);
  });

  it('is split into two parts that are the whole', () => {
    const [tuning, heldOut] = marketSets(market, ['tuning', 'held-out']);
    const [all] = marketSets(market, ['all']);
    expect([tuning!.name, heldOut!.name, all!.name]).toEqual(['tr tuning', 'tr held-out', 'tr all']);
    expect(tuning!.queries.length + heldOut!.queries.length).toBe(all!.queries.length);
    expect(all!.queries).toEqual(expect.arrayContaining([...tuning!.queries, ...heldOut!.queries]));
    // The hash is what it was: a query that was held out yesterday is so tomorrow.
    expect(['tr:broad:vana', 'en:broad:valve', 'zh:broad:阀门', 'en:broad:pump'].map(isHeldOut)).toEqual([
      false,
      false,
      false,
      true,
    ]);
  });

  it('names every noun by an English name of its own', () => {
    const written = new Set(market.documents.flatMap(({ title }) => title.en?.toLowerCase() ?? []));
    expect(nouns.size).toBeGreaterThan(400);
    for (const name of ['ball valve', 'hot rolled coil']) expect(nouns.has(name)).toBe(true);
    expect([...written].some((title) => title.includes('ball valve'))).toBe(true);
  });
});
