import type { MailTemplate } from '../../../../kit/mail/outgoing/mail-template.ts';
import { dayIn, paragraphs } from './case-words.ts';

export interface DeletionOrderFacts {
  orderId: string;
  /** Who is told, by its name in the register. */
  recipient: string;
  /** ISO 8601. */
  dueAt: string;
  /** The signed order. */
  document: string;
}

/** To a recipient's contact for data protection, or to the officers, who pass it on. It says nothing of whom it is about. */
export const deletionOrder: MailTemplate<DeletionOrderFacts> = {
  en: ({ orderId, recipient, dueAt, document }, link) => ({
    subject: `Order to delete personal data (${orderId})`,
    text: paragraphs([
      `To: ${recipient}`,
      'Somebody whose personal data we handed to you was erased with us. Delete your copies too, in your logs as well, and answer this mail with the number of the order: that it is done, or why not.',
      `We expect your answer by ${dayIn('en', dueAt)}.`,
      'The order below is signed (JWS, EdDSA). It says on which days you were given something, and of mails by which Message-IDs you find them. The key is here:',
      link('.well-known/jwks.json'),
      document,
    ]),
  }),
  tr: ({ orderId, recipient, dueAt, document }, link) => ({
    subject: `Kişisel verilerin silinmesi talimatı (${orderId})`,
    text: paragraphs([
      `Kime: ${recipient}`,
      'Kişisel verilerini size ilettiğimiz bir kişi bizde silindi. Sizdeki kopyaları, günlüklerinizdekiler de dâhil, silin ve talimat numarasıyla bu iletiyi yanıtlayın: silindiğini ya da neden silinmediğini bildirin.',
      `Yanıtınızı ${dayIn('tr', dueAt)} tarihine kadar bekliyoruz.`,
      'Aşağıdaki talimat imzalıdır (JWS, EdDSA). Hangi günlerde size ne iletildiğini, iletilerde bunları hangi Message-ID ile bulacağınızı söyler. Anahtar:',
      link('.well-known/jwks.json'),
      document,
    ]),
  }),
  zh: ({ orderId, recipient, dueAt, document }, link) => ({
    subject: `删除个人信息的指令（${orderId}）`,
    text: paragraphs([
      `致：${recipient}`,
      '我们曾向您提供其个人信息的某人，其信息已在我方删除。请一并删除您处的副本，包括日志中的副本，并注明指令编号回复本邮件：说明已删除或未删除的原因。',
      `请在 ${dayIn('zh', dueAt)} 之前答复。`,
      '以下指令经过签名（JWS，EdDSA），载明我们在哪些日期向您提供了信息；如为邮件，则载明可据以查找的 Message-ID。公钥见：',
      link('.well-known/jwks.json'),
      document,
    ]),
  }),
};
