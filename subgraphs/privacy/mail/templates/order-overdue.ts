import type { MailTemplate } from '../../../../kit/mail/outgoing/mail-template.ts';
import { dayIn, paragraphs } from './case-words.ts';

export interface OrderOverdueFacts {
  /** As the API names it. */
  id: string;
  /** As the recipient knows it. */
  orderId: string;
  /** Who was told, by its name in the register. */
  recipient: string;
  /** ISO 8601. */
  sentAt: string;
}

/** To the mailbox of the privacy officers. It says nothing of whom the order is about. */
export const orderOverdue: MailTemplate<OrderOverdueFacts> = {
  en: ({ id, orderId, recipient, sentAt }) => ({
    subject: `No answer to an order to delete (${orderId})`,
    text: paragraphs([
      `${recipient} was told on ${dayIn('en', sentAt)} to delete its copies, by order ${orderId}, and has not answered in time.`,
      `Ask them again. What they answer is written down by \`recordRecipientAnswer\`, for the order ${id}; until they confirm, the certificate names them as a place that may still have copies.`,
    ]),
  }),
  tr: ({ id, orderId, recipient, sentAt }) => ({
    subject: `Silme talimatına yanıt gelmedi (${orderId})`,
    text: paragraphs([
      `${recipient} alıcısına ${dayIn('tr', sentAt)} tarihinde ${orderId} numaralı talimatla kopyalarını silmesi bildirildi; süresi içinde yanıt gelmedi.`,
      `Yeniden sorun. Yanıtı, ${id} talimatı için \`recordRecipientAnswer\` ile kaydedin; onaylanana kadar belgede kopyaların kalmış olabileceği yer olarak geçer.`,
    ]),
  }),
  zh: ({ id, orderId, recipient, sentAt }) => ({
    subject: `删除指令未获答复（${orderId}）`,
    text: paragraphs([
      `已于${dayIn('zh', sentAt)}通过指令 ${orderId} 通知 ${recipient} 删除其副本，对方未在期限内答复。`,
      `请再次询问。对方的答复请针对指令 ${id} 用 \`recordRecipientAnswer\` 记录；在其确认之前，证书会将其列为可能仍存有副本之处。`,
    ]),
  }),
};
