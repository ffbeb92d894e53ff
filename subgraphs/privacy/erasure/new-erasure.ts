import { randomBytes } from 'node:crypto';
import type { Erasure } from './erasure.record.ts';
import type { Foreseen } from './erasure-foreseeing.ts';

/** What of an erasure comes from what was foreseen; approvals were of another plan. */
export const plannedAs = ({ askers, ...plan }: Foreseen) => ({
  ...plan,
  askers: askers.slice(0, 10).map((accountId) => ({ accountId })),
  approvals: [],
});

/** A plan that nobody has approved yet. `planner`: null of the directory itself. */
export const newErasure = (foreseen: Foreseen, planner: string | null, now: Date): Erasure => ({
  _id: randomBytes(12).toString('hex'),
  ...plannedAs(foreseen),
  state: 'PLANNED',
  isCurrent: true,
  step: null,
  planner,
  blockedBy: null,
  dueAt: now,
  leasedUntil: null,
  attempts: 0,
  plannedAt: now,
  approvedAt: null,
  fencedAt: null,
  shreddedAt: null,
  verifiedAt: null,
  keysDestroyed: 0,
  ledgerSequence: null,
  purgeUntil: null,
  indexes: [],
  certificate: null,
  closedAt: null,
});
