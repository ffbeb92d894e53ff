import type { MailTemplate } from '../../../../kit/mail/outgoing/mail-template.ts';
import { paragraphs } from './case-words.ts';

/** To whoever took a cancellation back. */
export const accountKept: MailTemplate<Record<string, never>> = {
  en: () => ({
    subject: 'Your account is kept',
    text: paragraphs([
      'The cancellation of your account was taken back by the link that we sent you. Sign in: everything is as it was.',
      'If it was not you who cancelled it, set another password.',
    ]),
  }),
  tr: () => ({
    subject: 'Hesabınız duruyor',
    text: paragraphs([
      'Hesabınızın kapatılmasından, size gönderdiğimiz bağlantıyla vazgeçildi. Oturum açabilirsiniz: her şey eskisi gibi.',
      'Hesabı kapatan siz değildiyseniz yeni bir parola belirleyin.',
    ]),
  }),
  zh: () => ({
    subject: '您的账户已保留',
    text: paragraphs([
      '您已通过我们发送的链接撤回账户注销。您可以登录：一切恢复原状。',
      '如果注销并非您本人操作，请设置新密码。',
    ]),
  }),
};
