import type { MailTemplate } from '../../../../kit/mail/outgoing/mail-template.ts';

export interface InquiryReceivedFacts {
  /** Global id. */
  inquiryId: string;
  /** Name of the buyer; null: none was given. */
  from: string | null;
  /** Whether the thread begins with it. */
  isFirst: boolean;
  /** What the buyer wrote. */
  text: string;
  /** The buyer’s address, where they have shown it to the company; else null. */
  address: string | null;
}

/** To those of a company who may answer, when a buyer wrote to it. */
export const inquiryReceived: MailTemplate<InquiryReceivedFacts> = {
  en: ({ inquiryId, from, isFirst, text, address }, link) => ({
    subject: `${isFirst ? 'New inquiry' : 'New message'} from ${from ?? 'a buyer'}`,
    text: `${from ?? 'A buyer'} wrote to your company:

${text}

${address === null ? '' : `The buyer shows you their address: ${address}\n\n`}Answer this mail, or answer here:

${link(`inquiries/${inquiryId}`)}`,
  }),
  tr: ({ inquiryId, from, isFirst, text, address }, link) => ({
    subject: `${isFirst ? 'Yeni talep' : 'Yeni ileti'}: ${from ?? 'bir alıcı'}`,
    text: `${from ?? 'Bir alıcı'} şirketinize yazdı:

${text}

${address === null ? '' : `Alıcı size adresini gösteriyor: ${address}\n\n`}Bu iletiyi ya da buradan yanıtlayın:

${link(`inquiries/${inquiryId}`)}`,
  }),
  zh: ({ inquiryId, from, isFirst, text, address }, link) => ({
    subject: `${from ?? '采购商'}发来${isFirst ? '新询盘' : '新留言'}`,
    text: `${from ?? '一位采购商'}给贵公司留言：

${text}

${address === null ? '' : `采购商向您公开了邮箱地址：${address}\n\n`}请直接回复此邮件，或在此答复：

${link(`inquiries/${inquiryId}`)}`,
  }),
};
