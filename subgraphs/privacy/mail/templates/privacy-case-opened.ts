import type { Link, MailTemplate } from '../../../../kit/mail/outgoing/mail-template.ts';
import type { RightName } from '../../case/privacy-case.values.ts';
import { dayIn, paragraphs, rightsIn } from './case-words.ts';

export interface PrivacyCaseOpenedFacts {
  number: string;
  /** Lets the reader follow the case; null: the address is not proven yet. */
  code: string | null;
  rights: RightName[];
  /** ISO 8601. */
  dueAt: string;
  /** Whether the same was asked before, and this joined it. */
  isJoined: boolean;
}

/**
 * Some words and the address at which a case is followed; nothing where there is no code. Number and code stand behind `#`, which no browser sends anywhere by
 * itself.
 */
export const caseLink = (
  link: Link,
  { number, code }: Pick<PrivacyCaseOpenedFacts, 'number' | 'code'>,
  ...words: string[]
): string[] => (code === null ? [] : [...words, link('privacy-case', `${number}.${code}`)]);

/** To whoever proved that it is them who ask. */
export const privacyCaseOpened: MailTemplate<PrivacyCaseOpenedFacts> = {
  en: ({ number, code, rights, dueAt, isJoined }, link) => ({
    subject: `Your request ${number}`,
    text: paragraphs([
      isJoined
        ? `You asked for the same before: this request joined ${number}.`
        : `We have your request. Its number is ${number}.`,
      `You asked for: ${rightsIn('en', rights)}. We answer by ${dayIn('en', dueAt)} at the latest.`,
      ...caseLink(link, { number, code }, 'Follow it, or take it back, here. Keep this link to yourself:'),
    ]),
  }),
  tr: ({ number, code, rights, dueAt, isJoined }, link) => ({
    subject: `Başvurunuz ${number}`,
    text: paragraphs([
      isJoined
        ? `Aynısını daha önce istemiştiniz: bu başvuru ${number} ile birleştirildi.`
        : `Başvurunuz bize ulaştı. Numarası: ${number}.`,
      `İsteğiniz: ${rightsIn('tr', rights)}. En geç ${dayIn('tr', dueAt)} tarihine kadar yanıtlarız.`,
      ...caseLink(
        link,
        { number, code },
        'Başvurunuzu buradan izleyebilir ya da geri alabilirsiniz. Bu bağlantıyı kimseyle paylaşmayın:',
      ),
    ]),
  }),
  zh: ({ number, code, rights, dueAt, isJoined }, link) => ({
    subject: `您的请求 ${number}`,
    text: paragraphs([
      isJoined ? `您此前已提出相同请求：本次请求已并入 ${number}。` : `我们已收到您的请求，编号为 ${number}。`,
      `您的请求：${rightsIn('zh', rights)}。我们最迟于 ${dayIn('zh', dueAt)} 答复。`,
      ...caseLink(link, { number, code }, '您可在此查看进度或撤回请求。请勿将此链接提供给他人：'),
    ]),
  }),
};
