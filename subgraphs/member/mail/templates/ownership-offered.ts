import type { MailTemplate } from '../../../../kit/mail/outgoing/mail-template.ts';

/** To a member to whom an owner offers the company. */
export const ownershipOffered: MailTemplate<{ company: string }> = {
  en: ({ company }, link) => ({
    subject: 'You are offered a company',
    text: `The owner of “${company}” offers you to own it in their place in the trade directory. Sign in, and accept within 7 days:

${link('company')}

If you do not want it, do nothing.`,
  }),
  tr: ({ company }, link) => ({
    subject: 'Bir firmanın sahipliği size teklif edildi',
    text: `“${company}” firmasının sahibi, ticaret rehberinde sahipliği size devretmeyi teklif ediyor. Oturum açın ve 7 gün içinde kabul edin:

${link('company')}

İstemiyorsanız bir şey yapmayın.`,
  }),
  zh: ({ company }, link) => ({
    subject: '有公司要移交给您',
    text: `“${company}”的所有者希望在贸易名录中将该公司移交给您。请登录并在 7 天内接受：

${link('company')}

如果您不愿接受，请忽略此邮件。`,
  }),
};
