import type { MailTemplate } from '../../../../kit/mail/outgoing/mail-template.ts';
import type { RightName } from '../../case/privacy-case.values.ts';
import { dayIn, paragraphs, RIGHT_WORDS } from './case-words.ts';
import { caseLink } from './privacy-case-opened.ts';

export interface PrivacyCaseExtendedFacts {
  number: string;
  /** Null: the address is not proven yet. */
  code: string | null;
  right: RightName;
  /** ISO 8601. */
  dueAt: string;
  /** Why, in the words of whoever extended it. */
  text: string;
}

/** To whoever asked: that it takes longer, until when, and why. */
export const privacyCaseExtended: MailTemplate<PrivacyCaseExtendedFacts> = {
  en: ({ number, code, right, dueAt, text }, link) => ({
    subject: `Your request ${number} takes longer`,
    text: paragraphs([
      `${RIGHT_WORDS.en[right]}: we need more time, and answer by ${dayIn('en', dueAt)} at the latest.`,
      text,
      ...caseLink(link, { number, code }),
    ]),
  }),
  tr: ({ number, code, right, dueAt, text }, link) => ({
    subject: `${number} numaralı başvurunuz daha uzun sürecek`,
    text: paragraphs([
      `${RIGHT_WORDS.tr[right]}: daha fazla süreye ihtiyacımız var; en geç ${dayIn('tr', dueAt)} tarihine kadar yanıtlarız.`,
      text,
      ...caseLink(link, { number, code }),
    ]),
  }),
  zh: ({ number, code, right, dueAt, text }, link) => ({
    subject: `您的请求 ${number} 需要更多时间`,
    text: paragraphs([
      `${RIGHT_WORDS.zh[right]}：我们需要更多时间，最迟于 ${dayIn('zh', dueAt)} 答复。`,
      text,
      ...caseLink(link, { number, code }),
    ]),
  }),
};
