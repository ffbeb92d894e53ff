import { CASES_KEPT_SECONDS } from '../case/privacy-case.record.ts';
import { groupedBy } from '../../../kit/data-map/erasure-plan.ts';
import type { Backups, Left, Recipients } from './erasure-ports.ts';
import type { Erasure } from './erasure.record.ts';

export interface ErasureResidualsParts {
  recipients: Pick<Recipients, 'residuals'>;
  backups: Backups;
  now: () => Date;
}

/** What an erasure leaves behind, each with its day: nothing of it may be missing in the certificate. */
export async function residualsOf(
  erasure: Erasure,
  { recipients, backups, now }: ErasureResidualsParts,
): Promise<Left[]> {
  const [backedUpUntil, told] = await Promise.all([backups.latestExpiry(), recipients.residuals(erasure._id)]);
  const caseUntil = new Date(now().getTime() + CASES_KEPT_SECONDS * 1_000);
  const backup = 'Encrypted backups of before; what is restored from one is erased anew before it serves.';
  const index = 'Deleted text in files of the search index, until they are rewritten.';
  return [
    ...heldIn(erasure),
    ...(erasure.purgeUntil ? [{ kind: 'INDEX' as const, until: erasure.purgeUntil, reason: index }] : []),
    ...(backedUpUntil ? [{ kind: 'BACKUP' as const, until: backedUpUntil, reason: backup }] : []),
    ...told,
    ...mentionedIn(erasure),
    {
      kind: 'CASE_FILE',
      until: caseUntil,
      reason: 'The file of the case, which the law asks to keep, under a key of its own.',
    },
    { kind: 'AUDIT_LOG', until: null, reason: 'Entries of the audit log, with references that lead nowhere.' },
  ];
}

function heldIn({ held }: Erasure): Left[] {
  const groups = groupedBy(held, ({ basis, reviewAt }) => `${basis} ${reviewAt?.getTime()}`);
  return [...groups.values()].map((same) => ({
    kind: 'LEGAL_HOLD',
    until: same[0].reviewAt,
    reason: `Records that a legal hold keeps (${same[0].basis}): ${same.length}. It is reviewed then.`,
  }));
}

function mentionedIn({ mentions, moreMentions }: Erasure): Left[] {
  const kept = mentions.filter(({ decision }) => decision !== 'REDACT').length;
  if (kept === 0 && !moreMentions) return [];
  const count = moreMentions ? `more than ${kept}` : `${kept}`;
  return [{ kind: 'MENTION', until: null, reason: `Texts that others wrote, in which the name may stand: ${count}.` }];
}
