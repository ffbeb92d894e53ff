import type { MailTemplate } from '../../../../kit/mail/outgoing/mail-template.ts';
import { dayIn, paragraphs } from './case-words.ts';

export interface LegalHoldReviewFacts {
  /** As the API names it. */
  id: string;
  /** ISO 8601. */
  placedAt: string;
}

/** To the mailbox of the privacy officers. It names nobody. */
export const legalHoldReview: MailTemplate<LegalHoldReviewFacts> = {
  en: ({ id, placedAt }) => ({
    subject: 'A legal hold is to be reviewed',
    text: paragraphs([
      `The legal hold ${id}, placed on ${dayIn('en', placedAt)}, is to be reviewed today.`,
      'See it by `legalHold`. If it is needed no more, release it by `releaseLegalHold`: an erasure that waits for it goes on by itself.',
    ]),
  }),
  tr: ({ id, placedAt }) => ({
    subject: 'Bir yasal saklama gözden geçirilmeli',
    text: paragraphs([
      `${dayIn('tr', placedAt)} tarihinde konulan ${id} yasal saklaması bugün gözden geçirilmelidir.`,
      '`legalHold` ile görülür. Artık gerekmiyorsa `releaseLegalHold` ile kaldırın: onu bekleyen silme kendiliğinden sürer.',
    ]),
  }),
  zh: ({ id, placedAt }) => ({
    subject: '有一项法律保留需要复核',
    text: paragraphs([
      `${dayIn('zh', placedAt)}设立的法律保留 ${id} 今日需要复核。`,
      '可通过 `legalHold` 查看。如不再需要，请用 `releaseLegalHold` 解除：等待它的删除会自动继续。',
    ]),
  }),
};
