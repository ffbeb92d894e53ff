import type { Progress } from './write-market.ts';

const STEP_MS = 500;

/** A line of progress at most twice a second, and one at the end of each part: `products 12,000 of 100,000 (12 %), 25,000/s`. */
export function progressLine(say: (line: string) => void): Progress {
  const begun = new Map<string, number>();
  let said = 0;
  return (what, done, total) => {
    const now = Date.now();
    const since = begun.get(what) ?? now;
    begun.set(what, since);
    if (now - said < STEP_MS && done < total) return;
    said = now;
    const rate = now > since ? `, ${Math.round((done / (now - since)) * 1000).toLocaleString('en')}/s` : '';
    say(
      `  ${what} ${done.toLocaleString('en')} of ${total.toLocaleString('en')} (${Math.floor((100 * done) / Math.max(1, total))} %)${rate}`,
    );
  };
}
