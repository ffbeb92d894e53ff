import type { MailTemplate } from '../../../../kit/mail/outgoing/mail-template.ts';

export interface BuyerUnreachableFacts {
  /** Global id. */
  inquiryId: string;
  /** Name of the buyer; null: none was given. */
  from: string | null;
}

/** To those of a company who may answer, when a mail to a buyer came back for good. */
export const buyerUnreachable: MailTemplate<BuyerUnreachableFacts> = {
  en: ({ inquiryId, from }, link) => ({
    subject: `Your answer did not reach ${from ?? 'a buyer'}`,
    text: `The mail address of ${from ?? 'a buyer'} takes no mail. Nothing more is sent there, unless the buyer writes again; what you answer still stands in the inquiry:

${link(`inquiries/${inquiryId}`)}`,
  }),
  tr: ({ inquiryId, from }, link) => ({
    subject: `Yanıtınız ulaşmadı: ${from ?? 'bir alıcı'}`,
    text: `${from ?? 'Bir alıcı'} adına verilen e-posta adresi posta kabul etmiyor. Alıcı yeniden yazmadıkça oraya bir şey gönderilmez; yanıtlarınız talepte durur:

${link(`inquiries/${inquiryId}`)}`,
  }),
  zh: ({ inquiryId, from }, link) => ({
    subject: `您的答复未能送达：${from ?? '采购商'}`,
    text: `${from ?? '该采购商'}的邮箱地址不接收邮件。除非采购商再次来信，否则不再向其发送邮件；您的答复仍保留在询盘中：

${link(`inquiries/${inquiryId}`)}`,
  }),
};
