import type { MailTemplate } from '../../../../kit/mail/outgoing/mail-template.ts';

export interface InquiryAnsweredFacts {
  /** Global id. */
  inquiryId: string;
  company: string;
  /** What the company wrote. */
  text: string;
  /** By which the buyer says what the company sees of their address, and reports what it wrote. */
  token: string;
  /** Whether the company sees it now. */
  isRevealed: boolean;
}

/** To a buyer, when the company wrote. */
export const inquiryAnswered: MailTemplate<InquiryAnsweredFacts> = {
  en: ({ inquiryId, company, text, token, isRevealed }, link) => ({
    subject: `${company} answered your inquiry`,
    text: `${company} wrote:

${text}

Answer this mail to write back. ${isRevealed ? `${company} sees your address.` : `${company} does not see your address.`} With an account for it you find the inquiry here:

${link(`inquiries/${inquiryId}`)}

Show your address to ${company}, or end the contact for good. What was seen stays seen:

${link('inquiry-disclosure', token)}

Is something wrong with what ${company} wrote? Report it to us:

${link('inquiry-report', token)}`,
  }),
  tr: ({ inquiryId, company, text, token, isRevealed }, link) => ({
    subject: `${company} talebinizi yanıtladı`,
    text: `${company} yazdı:

${text}

Geri yazmak için bu iletiyi yanıtlayın. ${isRevealed ? `${company} adresinizi görüyor.` : `${company} adresinizi görmüyor.`} Bu adrese ait bir hesapla talebi burada bulursunuz:

${link(`inquiries/${inquiryId}`)}

Adresinizi ${company} şirketine gösterin ya da iletişimi sonlandırın. Görülmüş olan görülmüş kalır:

${link('inquiry-disclosure', token)}

${company} şirketinin yazdıklarında bir sorun mu var? Bize bildirin:

${link('inquiry-report', token)}`,
  }),
  zh: ({ inquiryId, company, text, token, isRevealed }, link) => ({
    subject: `${company} 答复了您的询盘`,
    text: `${company} 写道：

${text}

直接回复此邮件即可。${isRevealed ? `${company} 可以看到您的邮箱地址。` : `${company} 看不到您的邮箱地址。`}使用此邮箱地址的账号可在此查看询盘：

${link(`inquiries/${inquiryId}`)}

向 ${company} 公开您的邮箱地址，或终止联系。已被看到的无法收回：

${link('inquiry-disclosure', token)}

${company} 写的内容有问题？请向我们举报：

${link('inquiry-report', token)}`,
  }),
};
