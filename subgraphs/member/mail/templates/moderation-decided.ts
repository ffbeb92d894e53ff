import type { MailTemplate } from '../../../../kit/mail/outgoing/mail-template.ts';

export interface ModerationFacts {
  target: 'COMPANY' | 'PRODUCT';
  action: 'SUSPENDED' | 'REINSTATED' | 'TAKEN_DOWN' | 'APPROVED';
  /** Code of the reason. */
  reason: string;
  /** Empty: the code says it all. */
  text: string;
  /** Id of the decision: an appeal names it. */
  decisionId: string;
  /** Id of the company or the product. */
  targetId: string;
}

const DONE = {
  en: {
    SUSPENDED: 'Your company was suspended',
    TAKEN_DOWN: 'A product of yours was taken down',
    APPROVED: 'A product of yours was reviewed and is shown',
    REINSTATED: { COMPANY: 'Your company is shown again', PRODUCT: 'A product of yours is shown again' },
  },
  tr: {
    SUSPENDED: 'Şirketiniz askıya alındı',
    TAKEN_DOWN: 'Bir ürününüz yayından kaldırıldı',
    APPROVED: 'Bir ürününüz incelendi ve gösteriliyor',
    REINSTATED: { COMPANY: 'Şirketiniz yeniden gösteriliyor', PRODUCT: 'Bir ürününüz yeniden gösteriliyor' },
  },
  zh: {
    SUSPENDED: '贵公司已被暂停',
    TAKEN_DOWN: '贵公司的一件商品已被下架',
    APPROVED: '贵公司的一件商品已通过审核并展示',
    REINSTATED: { COMPANY: '贵公司已恢复展示', PRODUCT: '贵公司的一件商品已恢复展示' },
  },
} as const;

const subjectOf = (locale: keyof typeof DONE, { action, target }: ModerationFacts): string => {
  const done = DONE[locale][action];
  return typeof done === 'string' ? done : done[target];
};
const isAgainst = ({ action }: ModerationFacts): boolean => action === 'SUSPENDED' || action === 'TAKEN_DOWN';
const lines = (...parts: (string | false)[]): string => parts.filter(Boolean).join('\n\n');

/** To the owners of a company about which, or about a product of which, staff decided. */
export const moderationDecided: MailTemplate<ModerationFacts> = {
  en: (facts, link) => ({
    subject: subjectOf('en', facts),
    text: lines(
      `${subjectOf('en', facts)} (${facts.targetId}).`,
      `Reason: ${facts.reason}`,
      facts.text,
      isAgainst(facts) &&
        `You may appeal once; somebody else will look at it. Number of the decision: ${facts.decisionId}`,
      isAgainst(facts) && link(`appeals/new?decision=${facts.decisionId}`),
    ),
  }),
  tr: (facts, link) => ({
    subject: subjectOf('tr', facts),
    text: lines(
      `${subjectOf('tr', facts)} (${facts.targetId}).`,
      `Gerekçe: ${facts.reason}`,
      facts.text,
      isAgainst(facts) && `Bir kez itiraz edebilirsiniz; başka biri inceler. Karar numarası: ${facts.decisionId}`,
      isAgainst(facts) && link(`appeals/new?decision=${facts.decisionId}`),
    ),
  }),
  zh: (facts, link) => ({
    subject: subjectOf('zh', facts),
    text: lines(
      `${subjectOf('zh', facts)}（${facts.targetId}）。`,
      `原因：${facts.reason}`,
      facts.text,
      isAgainst(facts) && `您可以申诉一次，将由其他人员审理。决定编号：${facts.decisionId}`,
      isAgainst(facts) && link(`appeals/new?decision=${facts.decisionId}`),
    ),
  }),
};
