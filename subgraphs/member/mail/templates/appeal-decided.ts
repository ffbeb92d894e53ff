import type { MailTemplate } from '../../../../kit/mail/outgoing/mail-template.ts';

export interface AppealFacts {
  granted: boolean;
  /** Of whoever decided; empty: nothing. */
  text: string;
  /** Id of the decision that was appealed against. */
  decisionId: string;
}

const written = (words: readonly (string | false)[]): string => words.filter(Boolean).join('\n\n');

/** To the owners of a company that appealed. */
export const appealDecided: MailTemplate<AppealFacts> = {
  en: ({ granted, text, decisionId }) => ({
    subject: granted ? 'Your appeal was granted' : 'Your appeal was not granted',
    text: written([
      granted ? 'The decision was undone, and it is shown again.' : 'Somebody else looked at it; the decision stands.',
      text,
      `Number of the decision: ${decisionId}`,
    ]),
  }),
  tr: ({ granted, text, decisionId }) => ({
    subject: granted ? 'İtirazınız kabul edildi' : 'İtirazınız kabul edilmedi',
    text: written([
      granted ? 'Karar geri alındı; yeniden gösteriliyor.' : 'Başka biri inceledi; karar yerinde kalıyor.',
      text,
      `Karar numarası: ${decisionId}`,
    ]),
  }),
  zh: ({ granted, text, decisionId }) => ({
    subject: granted ? '您的申诉已获支持' : '您的申诉未获支持',
    text: written([
      granted ? '原决定已撤销，现已恢复展示。' : '已由其他人员审理，原决定维持。',
      text,
      `决定编号：${decisionId}`,
    ]),
  }),
};
