import type { MailTemplate } from '../../../../kit/mail/outgoing/mail-template.ts';

export interface ProveInquiryFacts {
  token: string;
  company: string;
}

/**
 * To the address that an inquiry gives: whoever reads it confirms that it is sent. It says nothing that a stranger wrote, so that nobody is
 * written to by way of us.
 */
export const proveInquiry: MailTemplate<ProveInquiryFacts> = {
  en: ({ token, company }, link) => ({
    subject: 'Confirm your inquiry',
    text: `Somebody wrote an inquiry to ${company} and gave this address for the answer.

If it was you, confirm it within 7 days, and it is sent:

${link('prove-inquiry', token)}

An app may ask for this code instead:

${token}

If it was not you, do nothing: nothing is sent, and the address is forgotten after 7 days.`,
  }),
  tr: ({ token, company }, link) => ({
    subject: 'Talebinizi onaylayın',
    text: `${company} şirketine bir talep yazıldı ve yanıt için bu adres verildi.

Yazan sizseniz 7 gün içinde onaylayın, talep gönderilsin:

${link('prove-inquiry', token)}

Uygulama bunun yerine şu kodu isteyebilir:

${token}

Siz değilseniz bir şey yapmayın: hiçbir şey gönderilmez, adres 7 gün sonra silinir.`,
  }),
  zh: ({ token, company }, link) => ({
    subject: '请确认您的询盘',
    text: `有人向 ${company} 写了一份询盘，并留下此邮箱地址以便接收答复。

如果是您本人，请在 7 天内确认，确认后即发送：

${link('prove-inquiry', token)}

应用程序可能会要求输入以下代码：

${token}

如果不是您本人，请忽略此邮件：不会发送任何内容，该地址将在 7 天后删除。`,
  }),
};
