import type { MailTemplate } from '../mail-template.ts';

export interface InquiryAnsweredFacts {
  /** Global id. */
  inquiryId: string;
  company: string;
  /** What the company wrote. */
  text: string;
}

/** To a buyer, when the company wrote. */
export const inquiryAnswered: MailTemplate<InquiryAnsweredFacts> = {
  en: ({ inquiryId, company, text }, link) => ({
    subject: `${company} answered your inquiry`,
    text: `${company} wrote:

${text}

With an account for this address you find the inquiry here:

${link(`inquiries/${inquiryId}`)}`,
  }),
  tr: ({ inquiryId, company, text }, link) => ({
    subject: `${company} talebinizi yanıtladı`,
    text: `${company} yazdı:

${text}

Bu adrese ait bir hesapla talebi burada bulursunuz:

${link(`inquiries/${inquiryId}`)}`,
  }),
  zh: ({ inquiryId, company, text }, link) => ({
    subject: `${company} 答复了您的询盘`,
    text: `${company} 写道：

${text}

使用此邮箱地址的账号可在此查看询盘：

${link(`inquiries/${inquiryId}`)}`,
  }),
};
