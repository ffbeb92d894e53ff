import { constants, PerformanceObserver, type PerformanceEntry } from 'node:perf_hooks';
import { getHeapStatistics } from 'node:v8';

/** What is in use after a full collection, of what there may be: beyond that, little is left for the work itself. */
const FULL = 0.85;
const AGAIN_MS = 10 * 60_000;

/** A heap that is nearly full, in megabytes. */
export interface NearlyFull {
  usedMb: number;
  limitMb: number;
}

const kindOf = (entry: PerformanceEntry): number =>
  (entry as PerformanceEntry & { detail: { kind: number } }).detail.kind;

/** Tells when little heap is left after a full collection, at most every ten minutes, before a process ends for want of it. Answers with how to stop. */
export function watchHeap(tell: (heap: NearlyFull) => void, statistics = getHeapStatistics): () => void {
  let quietUntil = 0;
  const observer = new PerformanceObserver((list) => {
    const isMajor = list.getEntries().some((entry) => kindOf(entry) === constants.NODE_PERFORMANCE_GC_MAJOR);
    if (!isMajor || Date.now() < quietUntil) return;
    const { used_heap_size: used, heap_size_limit: limit } = statistics();
    if (used < FULL * limit) return;
    quietUntil = Date.now() + AGAIN_MS;
    tell({ usedMb: Math.round(used / 2 ** 20), limitMb: Math.round(limit / 2 ** 20) });
  });
  observer.observe({ entryTypes: ['gc'] });
  return () => observer.disconnect();
}
