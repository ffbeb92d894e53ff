import type { MailTemplate } from '../../../../kit/mail/outgoing/mail-template.ts';

/** To whoever has just proven an address, when the login name that was wished is somebody else's. */
export const loginNameTaken: MailTemplate<{ loginName: string }> = {
  en: ({ loginName }, link) => ({
    subject: 'Your login name was not free',
    text: `Your account is open. The login name “${loginName}” is somebody else's, so your account has none: sign in by this e-mail address, and choose another name whenever you like.

${link('sign-in')}`,
  }),
  tr: ({ loginName }, link) => ({
    subject: 'İstediğiniz kullanıcı adı dolu',
    text: `Hesabınız açıldı. “${loginName}” kullanıcı adı bir başkasının; bu yüzden hesabınızın kullanıcı adı yok. Bu e-posta adresiyle giriş yapabilir, dilediğiniz zaman başka bir ad seçebilirsiniz.

${link('sign-in')}`,
  }),
  zh: ({ loginName }, link) => ({
    subject: '您选择的登录名已被使用',
    text: `您的账户已开通。登录名“${loginName}”已被他人使用，因此您的账户暂无登录名：请用此邮箱登录，并可随时另选登录名。

${link('sign-in')}`,
  }),
};
