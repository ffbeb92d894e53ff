import type { mongo } from 'mongoose';
import { serverLease } from '../mongo/server-lease.ts';
import type { RestoreTurn } from './restore.record.ts';

const LEASE_MS = 30_000;

/** Another restore writes to these databases. */
class RestoreBusy extends Error {
  override name = 'RestoreBusy';
}

/** Throws RestoreBusy when the turn was lost, so that another may be at it. */
export type CheckTurn = () => void;

/**
 * Does something as the only restore of databases. The turn is a lease by the server’s clock, kept while it is done: a killed process keeps
 * others out until it runs out, and one that could not keep it knows so by its own clock, before another can begin. Throws RestoreBusy.
 */
export async function inTurn<T>(
  turns: mongo.Collection<RestoreTurn>,
  act: (check: CheckTurn) => Promise<T>,
  leaseMs = LEASE_MS,
): Promise<T> {
  const lease = serverLease(turns, leaseMs);
  let heldUntil = 0;
  const keeping = async (write: () => Promise<boolean>): Promise<boolean> => {
    const begun = Date.now();
    const isHeld = await write();
    heldUntil = isHeld ? begun + (leaseMs * 2) / 3 : 0;
    return isHeld;
  };
  if (!(await keeping(lease.take))) throw busy(leaseMs);
  const timer = setInterval(() => void keeping(lease.renew).catch(() => undefined), leaseMs / 6);
  try {
    return await act(() => {
      if (Date.now() >= heldUntil) throw lost();
    });
  } finally {
    clearInterval(timer);
    await lease.release();
  }
}

const busy = (leaseMs: number) =>
  new RestoreBusy(
    `Expected databases that nobody restores, got some that another restore is at, or was until it was killed a moment ago. Nothing was changed. Wait until it has ended, or ${leaseMs / 1_000} s.`,
  );

const lost = () =>
  new RestoreBusy(
    'Expected to be the only restore of these databases, got no answer from them for too long, so another may have begun. Run npm run restore again.',
  );
