import 'reflect-metadata';
import { Percolator } from '../subgraphs/catalog/alert/percolator.ts';
import { rankedMarket } from '../test/kit/ranked-market.ts';
import { savedSearches } from './percolation/saved-searches.ts';
import { closingLine } from './report/closing-line.ts';

const SEARCHES = 100_000;
const PRODUCTS = 6_000;
const HELD = 1_000;
const WARMED = 100;

const say = (line: string): void => void process.stdout.write(`${line}\n`);
const used = (): number => {
  globalThis.gc?.();
  return process.memoryUsage().heapUsed;
};

const { documents, search } = rankedMarket(PRODUCTS);
const percolator = new Percolator(search);
const saved = [...savedSearches(documents, SEARCHES)];
const before = used();
const began = performance.now();
for (const one of saved) percolator.put(one);
const loadingSeconds = (performance.now() - began) / 1_000;
const bytes = (used() - before) / SEARCHES;
say(`${SEARCHES} saved searches held in ${loadingSeconds.toFixed(1)} s, ${bytes.toFixed(0)} bytes each.`);

const now = Date.now();
const times: number[] = [];
let matches = 0;
for (let at = 0; at < WARMED + HELD; at++) {
  const product = {
    ...documents[(at * 7) % documents.length]!,
    codes: { country: at % 2 === 0 ? 'TR' : 'CN', c1: String(10 + (at % 20)) },
    numbers: {},
  };
  const start = performance.now();
  const found = percolator.matching(product, null, now, now);
  if (at < WARMED) continue;
  times.push(performance.now() - start);
  matches += found.length;
}
times.sort((first, second) => first - second);
const at = (share: number): number => times[Math.floor(times.length * share)]!;
say(
  `One product against them: p50 ${at(0.5).toFixed(2)} ms, p95 ${at(0.95).toFixed(2)} ms; ${(matches / HELD).toFixed(0)} searches find it.`,
);
say(
  closingLine({
    searches: SEARCHES,
    percolationP50Ms: at(0.5),
    percolationP95Ms: at(0.95),
    bytesPerSearch: bytes,
    loadingSeconds,
  }),
);
