import type { MailTemplate } from '../../../../kit/mail/outgoing/mail-template.ts';

/** To an address that somebody registered with, or wants to change to: whoever reads it has it. */
export const proveEmail: MailTemplate<{ token: string }> = {
  en: ({ token }, link) => ({
    subject: 'Confirm your e-mail address',
    text: `Somebody gave this address to the trade directory. If it was you, confirm it within 7 days:

${link('prove-email', token)}

An app may ask for this code instead:

${token}

If it was not you, do nothing: the address is forgotten after 7 days.`,
  }),
  tr: ({ token }, link) => ({
    subject: 'E-posta adresinizi doğrulayın',
    text: `Bu adres ticaret rehberine verildi. Veren sizseniz 7 gün içinde doğrulayın:

${link('prove-email', token)}

Uygulama bunun yerine şu kodu isteyebilir:

${token}

Siz değilseniz bir şey yapmayın: adres 7 gün sonra silinir.`,
  }),
  zh: ({ token }, link) => ({
    subject: '请确认您的电子邮箱',
    text: `有人在贸易名录中填写了此邮箱地址。如果是您本人，请在 7 天内确认：

${link('prove-email', token)}

应用程序可能会要求输入以下代码：

${token}

如果不是您本人，请忽略此邮件：该地址将在 7 天后删除。`,
  }),
};
