import type { MailTemplate } from '../../../../kit/mail/outgoing/mail-template.ts';
import type { RightName } from '../../case/privacy-case.values.ts';
import { dayIn, paragraphs, rightsIn } from './case-words.ts';

export interface PrivacyCaseReminderFacts {
  number: string;
  /** How much of the time is over, in percent. */
  share: number;
  /** ISO 8601. */
  dueAt: string;
  rights: RightName[];
}

/** To the mailbox of the privacy officers. It names nobody. */
export const privacyCaseReminder: MailTemplate<PrivacyCaseReminderFacts> = {
  en: ({ number, share, dueAt, rights }) => ({
    subject: `${number}: ${share} % of the time is over`,
    text: paragraphs([
      `Case ${number} is open, and due on ${dayIn('en', dueAt)}: ${rightsIn('en', rights)}.`,
      'See what blocks it by `npm run cases -- show` or `privacyCases`.',
    ]),
  }),
  tr: ({ number, share, dueAt, rights }) => ({
    subject: `${number}: sürenin %${share} kadarı geçti`,
    text: paragraphs([
      `${number} numaralı başvuru açık; son gün ${dayIn('tr', dueAt)}: ${rightsIn('tr', rights)}.`,
      'Neyin engellediğini `npm run cases -- show` ya da `privacyCases` gösterir.',
    ]),
  }),
  zh: ({ number, share, dueAt, rights }) => ({
    subject: `${number}：期限已过 ${share}%`,
    text: paragraphs([
      `请求 ${number} 尚未办结，截止日期为 ${dayIn('zh', dueAt)}：${rightsIn('zh', rights)}。`,
      '可通过 `npm run cases -- show` 或 `privacyCases` 查看受阻原因。',
    ]),
  }),
};
