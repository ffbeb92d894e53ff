import type { MailTemplate } from '../../../../kit/mail/outgoing/mail-template.ts';

/** To the address of an account with which somebody registered anew: whoever asked got the same answer as for any address. */
export const accountExists: MailTemplate<Record<string, never>> = {
  en: (_, link) => ({
    subject: 'You already have an account',
    text: `Somebody registered with this address, which already has an account. Nothing was changed. Sign in, or ask for a new password:

${link('sign-in')}

If it was not you, do nothing.`,
  }),
  tr: (_, link) => ({
    subject: 'Zaten bir hesabınız var',
    text: `Bu adresle yeniden kayıt yapılmak istendi; adresin zaten bir hesabı var. Hiçbir şey değiştirilmedi. Giriş yapın ya da yeni parola isteyin:

${link('sign-in')}

Siz değilseniz bir şey yapmayın.`,
  }),
  zh: (_, link) => ({
    subject: '您已有账户',
    text: `有人用此邮箱再次注册，而该邮箱已有账户。未作任何更改。请登录，或重设密码：

${link('sign-in')}

如果不是您本人，请忽略此邮件。`,
  }),
};
