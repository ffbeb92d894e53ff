import type { MailTemplate } from '../../../../kit/mail/outgoing/mail-template.ts';

interface Facts {
  token: string;
}

/** To the address that a subscription gives: whoever reads it confirms that it is wanted. It says nothing that a stranger wrote. */
export const proveSubscription: MailTemplate<Facts> = {
  en: ({ token }, link) => ({
    subject: 'Confirm your subscription',
    text: `Somebody asked us to tell this address of new products.

If it was you, confirm it within 7 days:

${link('prove-subscription', token)}

An app may ask for this code instead; later it shows and ends what you subscribed to:

${token}

If it was not you, do nothing: nothing is sent, and the address is forgotten after 7 days.`,
  }),
  tr: ({ token }, link) => ({
    subject: 'Aboneliğinizi onaylayın',
    text: `Yeni ürünlerin bu adrese bildirilmesi istendi.

İsteyen sizseniz 7 gün içinde onaylayın:

${link('prove-subscription', token)}

Uygulama bunun yerine şu kodu isteyebilir; bu kod daha sonra aboneliklerinizi gösterir ve sonlandırır:

${token}

Siz değilseniz bir şey yapmayın: hiçbir şey gönderilmez, adres 7 gün sonra silinir.`,
  }),
  zh: ({ token }, link) => ({
    subject: '请确认您的订阅',
    text: `有人请求我们将新产品通知发送到此邮箱地址。

如果是您本人，请在 7 天内确认：

${link('prove-subscription', token)}

应用程序可能会要求输入以下代码；日后可用它查看和终止您的订阅：

${token}

如果不是您本人，请忽略此邮件：不会发送任何内容，该地址将在 7 天后删除。`,
  }),
};
