import type { MailTemplate } from '../../../../kit/mail/outgoing/mail-template.ts';

/** To the address that an account had until now. By the token its reader takes the change back. */
export const emailChanged: MailTemplate<{ token: string }> = {
  en: ({ token }, link) => ({
    subject: 'Your account has another e-mail address now',
    text: `From now on your account is reached at another e-mail address, and this one no longer signs in. If you changed it, there is nothing to do.

If it was not you, take the change back within 7 days. Every session then ends, and you set a new password:

${link('undo-email-change', token)}

An app may ask for this code instead:

${token}`,
  }),
  tr: ({ token }, link) => ({
    subject: 'Hesabınızın e-posta adresi değişti',
    text: `Hesabınıza artık başka bir e-posta adresiyle ulaşılıyor; bu adresle giriş yapılamaz. Değiştiren sizseniz yapmanız gereken bir şey yok.

Siz değilseniz 7 gün içinde geri alın. O zaman bütün oturumlar kapanır ve yeni bir parola belirlersiniz:

${link('undo-email-change', token)}

Uygulama bunun yerine şu kodu isteyebilir:

${token}`,
  }),
  zh: ({ token }, link) => ({
    subject: '您账户的电子邮箱已更改',
    text: `您的账户现已改用另一个电子邮箱，此邮箱不能再用于登录。如果是您本人更改的，无需任何操作。

如果不是您本人，请在 7 天内撤销更改。撤销后所有会话都会结束，您需要设置新密码：

${link('undo-email-change', token)}

应用程序可能会要求输入以下代码：

${token}`,
  }),
};
