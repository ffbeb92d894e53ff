import type { MailTemplate } from '../../../../kit/mail/outgoing/mail-template.ts';

interface Facts {
  /** How many were ended, and how many are kept. */
  ended: number;
  kept: number;
}

/** To whoever proved an address whose subscriptions, with those of the account, were more than anybody may have. */
export const subscriptionsMerged: MailTemplate<Facts> = {
  en: ({ ended, kept }, link) => ({
    subject: 'Some of your subscriptions were ended',
    text: `What your address was subscribed to belongs to your account now. Together that was more than the ${kept} that anybody may have, so the oldest ${ended} were ended.

See what you have, and subscribe anew:

${link('subscriptions')}`,
  }),
  tr: ({ ended, kept }, link) => ({
    subject: 'Bazı abonelikleriniz sonlandırıldı',
    text: `Adresinizin abonelikleri artık hesabınıza ait. Toplamı bir kişinin sahip olabileceği ${kept} aboneliği aştığı için en eski ${ended} abonelik sonlandırıldı.

Aboneliklerinizi görün ve yeniden abone olun:

${link('subscriptions')}`,
  }),
  zh: ({ ended, kept }, link) => ({
    subject: '您的部分订阅已终止',
    text: `您邮箱地址的订阅现已归入您的账号。合计超过每人上限 ${kept} 个，因此最早的 ${ended} 个订阅已终止。

查看现有订阅，或重新订阅：

${link('subscriptions')}`,
  }),
};
