import type { Renew } from '../../../kit/work/leased-work.ts';

/** Does something that may take longer than a lease, and keeps the lease meanwhile. `isHeld` tells whether it still is: after that nothing more is to be begun. */
export async function keepingLease(
  renew: Renew,
  everyMs: number,
  work: (isHeld: () => boolean) => Promise<void>,
): Promise<void> {
  let isHeld = true;
  let renewing: Promise<void> = Promise.resolve();
  const timer = setInterval(() => {
    renewing = renewing.then(renew).catch(() => void (isHeld = false));
  }, everyMs);
  try {
    await work(() => isHeld);
  } finally {
    clearInterval(timer);
    await renewing;
  }
}
