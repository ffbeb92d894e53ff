import type { MailTemplate } from '../../../../kit/mail/outgoing/mail-template.ts';

/** To somebody whom an owner of a company invites to act for it. The name is what the company calls itself. */
export const invitation: MailTemplate<{ company: string; token: string }> = {
  en: ({ company, token }, link) => ({
    subject: 'You are invited to act for a company',
    text: `An owner of “${company}” invites you to act for it in the trade directory. Sign in or register with this address, then accept within 7 days:

${link('accept-invitation', token)}

An app may ask for this code instead:

${token}

If you know nothing of it, do nothing: the invitation and your address are forgotten after 7 days.`,
  }),
  tr: ({ company, token }, link) => ({
    subject: 'Bir firma adına işlem yapmaya davet edildiniz',
    text: `“${company}” firmasının bir sahibi, sizi ticaret rehberinde firma adına işlem yapmaya davet ediyor. Bu adresle oturum açın veya kaydolun, sonra 7 gün içinde kabul edin:

${link('accept-invitation', token)}

Uygulama bunun yerine şu kodu isteyebilir:

${token}

Bundan haberiniz yoksa bir şey yapmayın: davet ve adresiniz 7 gün sonra silinir.`,
  }),
  zh: ({ company, token }, link) => ({
    subject: '您受邀代表一家公司',
    text: `“${company}”的所有者邀请您在贸易名录中代表该公司。请用此邮箱登录或注册，并在 7 天内接受邀请：

${link('accept-invitation', token)}

应用程序可能会要求输入以下代码：

${token}

如果您不知情，请忽略此邮件：邀请和您的邮箱地址将在 7 天后删除。`,
  }),
};
