import type { MailTemplate } from '../../../../kit/mail/outgoing/mail-template.ts';
import type { CaseReasonName, RightName } from '../../case/privacy-case.values.ts';
import { paragraphs, REASON_WORDS, RIGHT_WORDS } from './case-words.ts';
import { caseLink } from './privacy-case-opened.ts';

export interface PrivacyCaseDecidedFacts {
  number: string;
  /** Null: the address is not proven yet. */
  code: string | null;
  decided: {
    right: RightName;
    state: 'FULFILLED' | 'REFUSED' | 'WITHDRAWN';
    reason: CaseReasonName | null;
    /** Of whoever decided; empty: nothing. */
    text: string;
  }[];
  /** How to complain, in the reader's language; empty: nothing was refused. */
  complaints: string[];
}

const STATES = {
  en: { FULFILLED: 'done', REFUSED: 'refused', WITHDRAWN: 'taken back' },
  tr: { FULFILLED: 'yapıldı', REFUSED: 'reddedildi', WITHDRAWN: 'geri alındı' },
  zh: { FULFILLED: '已办理', REFUSED: '已拒绝', WITHDRAWN: '已撤回' },
} as const;
/** What items came to: each with its reason, and once what whoever decided wrote. */
const lines = (language: 'en' | 'tr' | 'zh', decided: PrivacyCaseDecidedFacts['decided']): string[] => [
  ...decided.map(({ right, state, reason }) => {
    const head = `${RIGHT_WORDS[language][right]}: ${STATES[language][state]}.`;
    return reason === null ? head : `${head} ${REASON_WORDS[language][reason]}`;
  }),
  ...new Set(decided.map(({ text }) => text)),
];

/** To whoever asked: what came of it, why, and how to complain about a refusal. */
export const privacyCaseDecided: MailTemplate<PrivacyCaseDecidedFacts> = {
  en: ({ number, code, decided, complaints }, link) => ({
    subject: `What came of your request ${number}`,
    text: paragraphs([
      ...lines('en', decided),
      complaints.length > 0 && 'You can complain about this answer:',
      ...complaints,
      ...caseLink(link, { number, code }, 'All of your request:'),
    ]),
  }),
  tr: ({ number, code, decided, complaints }, link) => ({
    subject: `${number} numaralı başvurunuzun sonucu`,
    text: paragraphs([
      ...lines('tr', decided),
      complaints.length > 0 && 'Bu yanıta karşı şikâyet yolları:',
      ...complaints,
      ...caseLink(link, { number, code }, 'Başvurunuzun tamamı:'),
    ]),
  }),
  zh: ({ number, code, decided, complaints }, link) => ({
    subject: `您的请求 ${number} 的处理结果`,
    text: paragraphs([
      ...lines('zh', decided),
      complaints.length > 0 && '如对本答复有异议，您可以：',
      ...complaints,
      ...caseLink(link, { number, code }, '您的请求详情：'),
    ]),
  }),
};
