import type { MailTemplate } from '../../../../kit/mail/outgoing/mail-template.ts';

interface Facts {
  subject: string;
  /** As staff wrote it. */
  text: string;
  /** What ends the subscription; null: it is tried out, and is nobody’s. */
  token: string | null;
}

type Words = Record<'trial' | 'end' | 'all', string>;

const write =
  (words: Words): MailTemplate<Facts>['en'] =>
  ({ subject, text, token }, link) =>
    token === null
      ? { subject: `[${words.trial}] ${subject}`, text }
      : {
          subject,
          text: [
            text,
            `${words.end}\n${link(`unsubscribe/${token}`)}`,
            `${words.all}\n${link('subscriptions', token)}`,
          ].join('\n\n'),
        };

/** An issue of a newsletter: to whoever subscribed to it, and to whoever tries it out. */
export const newsletterIssue: MailTemplate<Facts> = {
  tr: write({
    trial: 'Deneme',
    end: 'Bu bültenin aboneliğini sonlandırmak için:',
    all: 'Tüm aboneliklerinizi görmek ve sonlandırmak için:',
  }),
  zh: write({ trial: '测试', end: '终止订阅此简报：', all: '查看并终止所有订阅：' }),
  en: write({
    trial: 'Test',
    end: 'To end your subscription to this newsletter:',
    all: 'To see all your subscriptions, and end them:',
  }),
};
