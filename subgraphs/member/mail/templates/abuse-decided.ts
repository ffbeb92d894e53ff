import type { MailTemplate } from '../../../../kit/mail/outgoing/mail-template.ts';

export interface AbuseDecidedFacts {
  /** Whether whoever wrote was kept from writing. */
  acted: boolean;
  /** Of whoever decided; empty: nothing. */
  text: string;
  reportId: string;
}

const written = (words: readonly (string | false)[]): string => words.filter(Boolean).join('\n\n');

/** To whoever reported what the other side of an inquiry wrote. */
export const abuseDecided: MailTemplate<AbuseDecidedFacts> = {
  en: ({ acted, text, reportId }) => ({
    subject: 'Your report was looked at',
    text: written([
      'We have looked at the inquiry that you reported.',
      acted && 'Whoever wrote it can send no inquiries for now.',
      text,
      `Number of the report: ${reportId}`,
    ]),
  }),
  tr: ({ acted, text, reportId }) => ({
    subject: 'Bildiriminiz incelendi',
    text: written([
      'Bildirdiğiniz talebi inceledik.',
      acted && 'Yazan kişi şimdilik talep gönderemez.',
      text,
      `Bildirim numarası: ${reportId}`,
    ]),
  }),
  zh: ({ acted, text, reportId }) => ({
    subject: '您的举报已处理',
    text: written(['我们已查看您举报的询盘。', acted && '发送者目前无法再发送询盘。', text, `举报编号：${reportId}`]),
  }),
};
