import type { MailTemplate } from '../mail-template.ts';

export interface InquiryReceivedFacts {
  /** Global id. */
  inquiryId: string;
  /** Name of the buyer; null: none was given. */
  from: string | null;
  /** Whether the thread begins with it. */
  isFirst: boolean;
  /** What the buyer wrote. */
  text: string;
}

/** To those of a company who may answer, when a buyer wrote to it. */
export const inquiryReceived: MailTemplate<InquiryReceivedFacts> = {
  en: ({ inquiryId, from, isFirst, text }, link) => ({
    subject: `${isFirst ? 'New inquiry' : 'New message'} from ${from ?? 'a buyer'}`,
    text: `${from ?? 'A buyer'} wrote to your company:

${text}

Answer here:

${link(`inquiries/${inquiryId}`)}`,
  }),
  tr: ({ inquiryId, from, isFirst, text }, link) => ({
    subject: `${isFirst ? 'Yeni talep' : 'Yeni ileti'}: ${from ?? 'bir alıcı'}`,
    text: `${from ?? 'Bir alıcı'} şirketinize yazdı:

${text}

Buradan yanıtlayın:

${link(`inquiries/${inquiryId}`)}`,
  }),
  zh: ({ inquiryId, from, isFirst, text }, link) => ({
    subject: `${from ?? '采购商'}发来${isFirst ? '新询盘' : '新留言'}`,
    text: `${from ?? '一位采购商'}给贵公司留言：

${text}

请在此答复：

${link(`inquiries/${inquiryId}`)}`,
  }),
};
