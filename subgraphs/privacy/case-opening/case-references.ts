import type { IdentifiedPerson, PersonSought } from '../../../kit/participation/participant.ts';
import { MOST_FILES, type CaseStore } from '../case/case-store.ts';
import type { PrivacyCase } from '../case/privacy-case.record.ts';
import type { PendingCases } from './pending-cases.ts';

/**
 * Whose the files of cases are: of who opened them by an account, and of who proved the address that they were opened from. A file that a representative
 * opened is about the representative. What waits for the proof of an address is of whoever reads it.
 */
export const casesOf =
  (store: CaseStore, pending: PendingCases) =>
  async (sought: PersonSought): Promise<IdentifiedPerson> => {
    const found = await ('accountId' in sought
      ? store.ofAccount(sought.accountId, MOST_FILES)
      : store.ofAddress(sought.email));
    const isTheirs = ({ openedBy, representatives }: PrivacyCase) =>
      'email' in sought || openedBy === sought.accountId || representatives.length === 0;
    const waiting = 'email' in sought ? await pending.ofAddress(sought.email) : [];
    const refs = [
      ...found.filter(isTheirs).map(({ applicantRef }) => applicantRef),
      ...waiting.map(({ subjectRef }) => subjectRef),
    ];
    const references = refs.map((ref) => ({ ref, kind: 'ANYBODY' as const }));
    return { references, account: null };
  };
