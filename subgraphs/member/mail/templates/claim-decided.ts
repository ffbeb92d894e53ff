import type { MailTemplate } from '../../../../kit/mail/outgoing/mail-template.ts';

export interface ClaimFacts {
  /** Code of what was claimed. */
  kind: string;
  outcome: 'REJECTED' | 'REVOKED';
  /** Code of the reason. */
  reason: string;
  /** Of whoever decided; empty: the code says it all. */
  text: string;
  /** Id of the claim. */
  claimId: string;
}

const SUBJECTS = {
  en: {
    REJECTED: 'A claim of your company was not verified',
    REVOKED: 'A claim of your company does not count as verified any more',
  },
  tr: {
    REJECTED: 'Şirketinizin bir beyanı doğrulanmadı',
    REVOKED: 'Şirketinizin bir beyanı artık doğrulanmış sayılmıyor',
  },
  zh: { REJECTED: '贵公司的一项声明未通过核验', REVOKED: '贵公司的一项声明不再视为已核验' },
} as const;

const written = (words: readonly string[]): string => words.filter(Boolean).join('\n\n');

/** To the owners of a company, when staff decided against a claim of it. */
export const claimDecided: MailTemplate<ClaimFacts> = {
  en: ({ kind, outcome, reason, text, claimId }, link) => ({
    subject: SUBJECTS.en[outcome],
    text: written([
      `${SUBJECTS.en[outcome]}: ${kind} (${claimId}).`,
      `Reason: ${reason}`,
      text,
      'You can look at it, and claim it anew with other evidence:',
      link('company/claims'),
    ]),
  }),
  tr: ({ kind, outcome, reason, text, claimId }, link) => ({
    subject: SUBJECTS.tr[outcome],
    text: written([
      `${SUBJECTS.tr[outcome]}: ${kind} (${claimId}).`,
      `Gerekçe: ${reason}`,
      text,
      'Beyana bakabilir, başka kanıtlarla yeniden beyanda bulunabilirsiniz:',
      link('company/claims'),
    ]),
  }),
  zh: ({ kind, outcome, reason, text, claimId }, link) => ({
    subject: SUBJECTS.zh[outcome],
    text: written([
      `${SUBJECTS.zh[outcome]}：${kind}（${claimId}）。`,
      `原因：${reason}`,
      text,
      '您可以查看该声明，并以其他证据重新提出：',
      link('company/claims'),
    ]),
  }),
};
