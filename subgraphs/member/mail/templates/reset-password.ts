import type { MailTemplate } from '../../../../kit/mail/outgoing/mail-template.ts';

/** Lets whoever reads the mails of an account set a new password. */
export const resetPassword: MailTemplate<{ token: string }> = {
  en: ({ token }, link) => ({
    subject: 'Set a new password',
    text: `Set a new password for your account within one hour. Every session that is open ends then:

${link('reset-password', token)}

An app may ask for this code instead:

${token}

If you did not ask for it, do nothing: your password stays as it is.`,
  }),
  tr: ({ token }, link) => ({
    subject: 'Yeni parola belirleyin',
    text: `Hesabınız için bir saat içinde yeni bir parola belirleyin. O zaman açık oturumların hepsi kapanır:

${link('reset-password', token)}

Uygulama bunun yerine şu kodu isteyebilir:

${token}

Siz istemediyseniz bir şey yapmayın: parolanız olduğu gibi kalır.`,
  }),
  zh: ({ token }, link) => ({
    subject: '请设置新密码',
    text: `请在一小时内为您的账户设置新密码。设置后，所有已登录的会话都会结束：

${link('reset-password', token)}

应用程序可能会要求输入以下代码：

${token}

如果不是您本人申请，请忽略此邮件：您的密码不会改变。`,
  }),
};
