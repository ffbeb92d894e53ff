import type { MailTemplate } from '../../../../kit/mail/outgoing/mail-template.ts';

/** The holder said that changes were not theirs; with a new password they end the pause themselves. */
export const resumeActivity: MailTemplate<{ token: string }> = {
  en: ({ token }, link) => ({
    subject: 'When your account is yours again',
    text: `You told us that somebody else changed your products. Every session has ended, and another mail lets you set a new password. Until you say so, nothing is published, withdrawn or deleted. When you have looked through your products, go on within 7 days:

${link('confirm-activity', token)}

An app may ask for this code instead:

${token}`,
  }),
  tr: ({ token }, link) => ({
    subject: 'Hesabınız yeniden sizin olduğunda',
    text: `Ürünlerinizi başka birinin değiştirdiğini bildirdiniz. Açık oturumların hepsi kapandı; ayrı bir postayla yeni parola belirleyebilirsiniz. Siz bildirene kadar hiçbir ürün yayımlanmaz, kaldırılmaz veya silinmez. Ürünlerinizi gözden geçirdikten sonra 7 gün içinde devam edin:

${link('confirm-activity', token)}

Uygulama bunun yerine şu kodu isteyebilir:

${token}`,
  }),
  zh: ({ token }, link) => ({
    subject: '当账户重新由您掌握时',
    text: `您告诉我们，是其他人更改了您的产品。所有会话均已结束，另一封邮件可让您设置新密码。在您确认之前，不会发布、下架或删除任何产品。检查完产品后，请在 7 天内恢复操作：

${link('confirm-activity', token)}

应用程序可能会要求输入以下代码：

${token}`,
  }),
};
