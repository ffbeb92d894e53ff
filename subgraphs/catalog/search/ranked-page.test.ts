import { MemoryEngine } from '../../../test/kit/memory-engine.ts';
import { goods, NO_CONCEPTS, wordsOver } from '../../../test/kit/ranked-goods.ts';
import type { RankedDocument } from '../ranking/ranked-document.ts';
import { productCriteria } from './criteria.ts';
import { productOrder } from './order.ts';
import { Search } from './search.ts';
import { sponsoredFirst } from './sponsored.ts';
import type { Hit, SearchResult } from './search-result.ts';
import { RANKED } from './word-set.ts';

const TAIL = 60;
const COUNTRIES = ['TR', 'CN', 'DE'];
/** More than are ranked in full, all of which have what is asked for; and a few that have a part of other queries. */
const DOCUMENTS: RankedDocument[] = [
  ...Array.from({ length: RANKED + TAIL }, (_, at) =>
    goods(at + 1, `iron valve k${at % 7}`, {
      codes: { country: COUNTRIES[at % 3]! },
      texts: { text: at % 2 ? [{ en: 'valve' }] : [] },
    }),
  ),
  ...Array.from({ length: 37 }, (_, at) =>
    goods(1_001 + at, at < 4 ? 'rubber gasket' : 'gasket', { codes: { country: 'TR' } }),
  ),
  ...Array.from({ length: 40 }, (_, at) => goods(2_001 + at, 'rubber hose', { codes: { country: 'CN' } })),
];

function market(sponsored: readonly string[] = []) {
  const { search: words, index } = wordsOver(DOCUMENTS);
  const memory = new MemoryEngine(DOCUMENTS, words.concepts);
  const search = new Search(
    memory.engine,
    words,
    sponsoredFirst(() => new Set(sponsored)),
  );
  const page = (
    query: string,
    first: number,
    after: SearchResult<Hit> | null,
    where: object = {},
    wantsTotal = false,
  ) =>
    search.run<Hit>({
      index: 'products',
      criteria: productCriteria(query, where),
      order: productOrder('RELEVANCE', true, 'EN'),
      first,
      after: after && after.positionAfter(after.hits.length - 1),
      retrieve: ['id', 'seq'],
      facets: [],
      wantsTotal,
      now: 0,
    });
  /** All pages, one after the other; `between` happens after each. */
  const all = async (query: string, first: number, where: object = {}, between?: (page: number) => void) => {
    const pages: number[][] = [];
    for (let last: SearchResult<Hit> | null = null; !last || last.hasNextPage; between?.(pages.length)) {
      last = await page(query, first, last, where);
      pages.push(last.hits.map(({ seq }) => seq));
      if (last.hasNextPage && last.hits.length === 0) throw new Error('Expected an empty page to be the last one.');
    }
    return pages;
  };
  return { index, memory, page, all };
}

const byNumber = (a: number, b: number) => a - b;
const valves = DOCUMENTS.slice(0, RANKED + TAIL).map(({ seq }) => seq);
const SIZES = Array.from({ length: 40 }, (_, at) => at + 1);

describe.each([
  ['a ranking that goes on in the engine’s order', 'iron valve', {}, valves],
  ['one that ends before it', 'iron valve', { facets: ['country:CN'] }, valves.filter((_, at) => at % 3 === 1)],
  ['a list', 'rubber gasket', {}, null],
  ['a list that is narrowed', 'rubber gasket', { facets: ['country:TR'] }, null],
  ['a quoted list', '"iron valve"', {}, valves],
] as const)('the pages of %s', (_, query, where, wanted) => {
  const { all, page } = market();

  it('are whole, with no double and no hole, whatever their size', async () => {
    const [whole] = await all(query, 1_000, where);
    expect(new Set(whole).size).toBe(whole!.length);
    if (wanted) expect(whole!.toSorted(byNumber)).toEqual(wanted);
    for (const size of SIZES) {
      const pages = await all(query, size, where);
      expect(pages.flat()).toEqual(whole);
      expect(pages.slice(0, -1).every(({ length }) => length === size)).toBe(true);
      expect(pages.at(-1)!.length).toBeGreaterThan(0);
    }
  });

  it('are counted alike from each of them', async () => {
    const [whole] = await all(query, 1_000, where);
    let last: SearchResult<Hit> | null = null;
    do {
      last = await page(query, 33, last, where, true);
      expect(last.total).toBe(whole!.length);
    } while (last.hasNextPage);
  });
});

describe('documents that the engine has not taken in yet', () => {
  it.each([
    ['here and there', (at: number) => at % 6 === 0],
    ['the first of all', (at: number) => at < 40],
    ['the end of the ranking', (at: number) => at >= RANKED - 30 && at < RANKED],
    ['the whole ranking', (at: number) => at < RANKED],
    ['all', () => true],
  ])('make no page short and no hole: %s', async (_, isLacking) => {
    const { all, memory } = market();
    const [whole] = await all('iron valve', 1_000);
    whole!.filter((_seq, at) => isLacking(at)).forEach((seq) => memory.lacking.add(seq));
    const left = whole!.filter((seq) => !memory.lacking.has(seq));
    for (const size of [1, 2, 5, 6, 7, 20, 40]) {
      const pages = await all('iron valve', size);
      expect(pages.flat()).toEqual(left);
      expect(pages.slice(0, -1).every(({ length }) => length === size)).toBe(true);
    }
  });

  it('make no hole in a list', async () => {
    const { all, memory } = market();
    const [whole] = await all('rubber gasket', 1_000);
    whole!.forEach((seq, at) => at % 3 && memory.lacking.add(seq));
    for (const size of SIZES)
      expect((await all('rubber gasket', size)).flat()).toEqual(whole!.filter((_, at) => at % 3 === 0));
  });

  it('take no second question where there are none', async () => {
    const { all, memory } = market();
    const pages = await all('iron valve', 20);
    expect(memory.asked).toHaveLength(pages.length);
  });
});

describe('a cursor', () => {
  it.each([3, 20, 33])('goes on behind the same document when others come and go, at %d a page', async (size) => {
    const { all, memory, index } = market();
    const [whole] = await all('iron valve', 1_000);
    const gone = new Set<number>();
    let fresh = 5_000;
    const pages = await all('iron valve', size, {}, (page) => {
      // What was shown vanishes, and what comes is better than all.
      const seen = whole![page * 2]!;
      gone.add(seen);
      index.remove(seen);
      memory.remove(seen);
      const better = [goods(fresh++, 'iron valve iron valve')];
      index.put(better);
      memory.put(better, NO_CONCEPTS);
    });
    const shown = pages.flat().filter((seq) => seq < 5_000);
    expect(new Set(pages.flat()).size).toBe(pages.flat().length);
    expect(shown.toSorted(byNumber)).toEqual(
      expect.arrayContaining(whole!.filter((seq) => !gone.has(seq)).toSorted(byNumber)),
    );
  });
});

describe('a cursor whose document is changed', () => {
  it.each([
    ['first', 'iron valve iron valve', 20],
    ['last', `iron valve ${'of many other words '.repeat(9)}`, 20],
    ['first', 'iron valve iron valve', 7],
  ])('goes on where the page ended when that stands %s now', async (_, name, size) => {
    const { all, memory, index } = market();
    const [whole] = await all('iron valve', 1_000);
    const moved = new Set<number>();
    const pages = await all('iron valve', size, {}, (page) => {
      const at = page * size - 1;
      // Behind the ranking, what comes first pushes another out of it.
      if (at >= RANKED) return;
      const changed = [goods(whole![at]!, name)];
      moved.add(whole![at]!);
      index.put(changed);
      memory.put(changed, NO_CONCEPTS);
    });
    expect(moved.size).toBeGreaterThan(8);
    const others = (seqs: readonly number[]) => seqs.filter((seq) => !moved.has(seq));
    expect(others(pages.flat()).toSorted(byNumber)).toEqual(others(whole!).toSorted(byNumber));
  });
});

describe('sponsored products', () => {
  it('stand first and nowhere else', async () => {
    const [whole] = await market().all('iron valve', 1_000);
    const seqs = [whole![50]!, whole![120]!];
    const { all } = market(DOCUMENTS.filter(({ seq }) => seqs.includes(seq)).map(({ id }) => id));
    for (const size of [1, 2, 3, 20, 40])
      expect((await all('iron valve', size)).flat()).toEqual([...seqs, ...whole!.filter((seq) => !seqs.includes(seq))]);
  });
});
