import type { PrivacyCase } from './privacy-case.record.ts';
import type { CaseActName, CaseReasonName, RightName } from './privacy-case.values.ts';

/** Who does something to a case. */
export interface CaseActor {
  role: PrivacyCase['history'][number]['role'];
  /** Null: a guest, or the directory itself. */
  accountId: string | null;
}

export const SYSTEM: CaseActor = { role: 'SYSTEM', accountId: null };
/** So many entries are kept. */
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
  const history = [...found.history, entry];
  return { ...found, history: history.length > MOST ? history.toSpliced(leastOf(history), 1) : history };
}

/** What makes room: what was asked again and reminded of, before how it began and what staff did. */
const leastOf = (history: PrivacyCase['history']): number =>
  Math.max(
    1,
    history.findIndex(({ role }, index) => index > 0 && (role === 'SUBJECT' || role === 'SYSTEM')),
  );
