import type { PrivacyCase } from './privacy-case.record.ts';
import type { CaseActName, CaseReasonName, RightName } from './privacy-case.values.ts';

/** Who does something to a case. */
export interface CaseActor {
  role: PrivacyCase['history'][number]['role'];
  /** Null: a guest, or the directory itself. */
  accountId: string | null;
}

export const SYSTEM: CaseActor = { role: 'SYSTEM', accountId: null };
/** So many entries are kept; of a case to which more was done, the last ones. */
const MOST = 500;

/** A case with one more entry in its history. */
export function noted(
  found: PrivacyCase,
  act: CaseActName,
  { role, accountId: actor }: CaseActor,
  at: Date,
  about: { right?: RightName; reason?: CaseReasonName } = {},
): PrivacyCase {
  const entry = { at, act, role, actor, right: about.right ?? null, reason: about.reason ?? null };
  return { ...found, history: [...found.history, entry].slice(-MOST) };
}
