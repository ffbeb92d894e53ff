import type { MailTemplate } from '../../../../kit/mail/outgoing/mail-template.ts';

interface Facts {
  /** Takes the pause away, or says that it was somebody else. */
  token: string;
  /** How many products were withdrawn or deleted in ten minutes. */
  count: number;
}

/** So much was withdrawn or deleted at once that it was stopped; the holder is asked. */
export const activityPaused: MailTemplate<Facts> = {
  en: ({ token, count }, link) => ({
    subject: 'We paused changes to your products',
    text: `Your account withdrew or deleted ${count} products within ten minutes. That is unlike it, so we stopped: nothing more is published, withdrawn or deleted until you say that it was you, within 7 days:

${link('confirm-activity', token)}

An app may ask for this code instead:

${token}

If it was not you, say so on the same page: every session ends at once, and we send you a mail to set a new password. If you have questions, a person looks at it: answer this mail.`,
  }),
  tr: ({ token, count }, link) => ({
    subject: 'Ürünlerinizdeki değişiklikleri durdurduk',
    text: `Hesabınız on dakika içinde ${count} ürünü yayından kaldırdı veya sildi. Bu olağan değil; bu yüzden durdurduk. Siz olduğunuzu 7 gün içinde bildirene kadar hiçbir ürün yayımlanmaz, kaldırılmaz veya silinmez:

${link('confirm-activity', token)}

Uygulama bunun yerine şu kodu isteyebilir:

${token}

Siz değilseniz aynı sayfada bildirin: açık oturumların hepsi hemen kapanır ve yeni parola için bir posta göndeririz. Sorunuz varsa bu postayı yanıtlayın; bir kişi inceler.`,
  }),
  zh: ({ token, count }, link) => ({
    subject: '我们已暂停对您产品的更改',
    text: `您的账户在十分钟内下架或删除了 ${count} 个产品。这与平时不同，因此我们已暂停操作：在您于 7 天内确认是本人操作之前，不会再发布、下架或删除任何产品：

${link('confirm-activity', token)}

应用程序可能会要求输入以下代码：

${token}

如果不是您本人，请在同一页面说明：所有会话会立即结束，我们会发送邮件让您设置新密码。如有疑问，请回复此邮件，由工作人员处理。`,
  }),
};
