import { Percolator } from '../../subgraphs/catalog/alert/percolator.ts';
import { rankedMarket } from '../../test/kit/ranked-market.ts';
import type { Say } from '../deployment/deployment.ts';
import { share } from './shares.ts';
import { savedSearches } from './saved-searches.ts';

const SEARCHES = 100_000;
const PRODUCTS = 6_000;
const HELD = 1_000;
const WARMED = 100;

const used = (): number => {
  globalThis.gc?.();
  return process.memoryUsage().heapUsed;
};

/** One product after another against a hundred thousand saved searches, in this process alone. */
export function percolating(say: Say): Record<string, number> {
  const { documents, search } = rankedMarket(PRODUCTS);
  const percolator = new Percolator(search);
  const saved = [...savedSearches(documents, SEARCHES)];
  const before = used();
  const began = performance.now();
  for (const one of saved) percolator.put(one);
  const loadingSeconds = (performance.now() - began) / 1_000;
  const bytesPerSearch = (used() - before) / SEARCHES;
  say(`\n${SEARCHES} saved searches held in ${loadingSeconds.toFixed(1)} s, ${bytesPerSearch.toFixed(0)} bytes each`);

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
  const [percolationP50Ms, percolationP95Ms] = [share(times, 0.5), share(times, 0.95)];
  say(
    `One product against them: p50 ${percolationP50Ms.toFixed(2)} ms, p95 ${percolationP95Ms.toFixed(2)} ms; ${(matches / HELD).toFixed(0)} searches find it`,
  );
  return { percolationP50Ms, percolationP95Ms, bytesPerSearch, loadingSeconds };
}
