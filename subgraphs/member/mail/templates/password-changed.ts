import type { MailTemplate } from '../../../../kit/mail/outgoing/mail-template.ts';

/** The password of an account was changed, by its holder or by a token of a mail. */
export const passwordChanged: MailTemplate<Record<string, never>> = {
  en: (_, link) => ({
    subject: 'Your password was changed',
    text: `The password of your account was changed, and other sessions were ended. If it was not you, set a new one at once:

${link('request-password-reset')}`,
  }),
  tr: (_, link) => ({
    subject: 'Parolanız değiştirildi',
    text: `Hesabınızın parolası değiştirildi ve diğer oturumlar kapatıldı. Siz değilseniz hemen yeni bir parola belirleyin:

${link('request-password-reset')}`,
  }),
  zh: (_, link) => ({
    subject: '您的密码已更改',
    text: `您账户的密码已更改，其他会话已结束。如果不是您本人操作，请立即设置新密码：

${link('request-password-reset')}`,
  }),
};
