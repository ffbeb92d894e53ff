/** Nothing for so long ends an upload. */
const STALLED_MS = 20_000;
/** Time that every upload has, whatever its size, and the slowest pace at which the rest of it may come: 64 kB a second. */
const LEAST_MS = 30_000;
const LEAST_BYTES_PER_MS = 64;

/** It came too slowly, and was given up. */
export class TooSlow extends Error {}

export interface Pace {
  stalledMs?: number;
  totalMs?: number;
}

export const longestFor = (byteSize: number): number => LEAST_MS + byteSize / LEAST_BYTES_PER_MS;

/** The same bytes, as long as they come. Rejects with TooSlow when they stall, or take longer than their number allows. */
export async function* paced(
  bytes: AsyncIterable<Uint8Array>,
  byteSize: number,
  { stalledMs = STALLED_MS, totalMs = longestFor(byteSize) }: Pace = {},
): AsyncGenerator<Uint8Array> {
  const end = Date.now() + totalMs;
  const iterator = bytes[Symbol.asyncIterator]();
  try {
    while (true) {
      const next = await inTime(iterator.next(), Math.min(stalledMs, end - Date.now()));
      if (next.done) return;
      yield next.value;
    }
  } finally {
    void iterator.return?.().catch(() => undefined);
  }
}

async function inTime<T>(wait: Promise<T>, ms: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new TooSlow('the upload came too slowly')), Math.max(0, ms));
  });
  return Promise.race([wait, late]).finally(() => clearTimeout(timer));
}
