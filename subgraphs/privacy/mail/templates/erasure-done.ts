import type { MailTemplate } from '../../../../kit/mail/outgoing/mail-template.ts';
import { paragraphs } from './case-words.ts';
import { caseLink } from './privacy-case-opened.ts';

export interface ErasureDoneFacts {
  number: string;
  /** Null: the address is not proven. */
  code: string | null;
  /** Whether a legal hold keeps something. */
  isPartly: boolean;
  /** What is left, by the kinds of the certificate. */
  left: { kind: string; until: string | null }[];
}

const LEFT: Readonly<Record<'en' | 'tr' | 'zh', Readonly<Record<string, string>>>> = {
  en: {
    BACKUP: 'Encrypted backups from before; should one be used, you are erased from it first.',
    RECIPIENT: 'What others got from us: they were told to erase it and have not answered yet.',
    LEGAL_HOLD:
      'What a law or a dispute keeps from being erased; it is reviewed then, and erased as soon as it may be.',
    INDEX: 'Deleted text in files of the search index.',
    CASE_FILE: 'This request itself, which the law asks us to keep.',
    MENTION: 'Your name in texts that others wrote.',
    AUDIT_LOG: 'Notes of what was done, without your name.',
    RETAINED: 'What the law asks us to keep.',
  },
  tr: {
    BACKUP: 'Önceki şifreli yedekler; biri kullanılacak olursa önce oradan silinirsiniz.',
    RECIPIENT: 'Başkalarının bizden aldıkları: silmeleri bildirildi, henüz yanıt vermediler.',
    LEGAL_HOLD:
      'Bir yasa ya da uyuşmazlık nedeniyle silinemeyenler; o tarihte gözden geçirilir ve mümkün olur olmaz silinir.',
    INDEX: 'Arama dizininin dosyalarındaki silinmiş metin.',
    CASE_FILE: 'Yasanın saklamamızı istediği bu başvurunun kendisi.',
    MENTION: 'Başkalarının yazdığı metinlerde geçen adınız.',
    AUDIT_LOG: 'Yapılanların, adınızı içermeyen kayıtları.',
    RETAINED: 'Yasanın saklamamızı istedikleri.',
  },
  zh: {
    BACKUP: '此前的加密备份；如需使用，会先从中删除您的数据。',
    RECIPIENT: '他人从我们处获得的数据：已要求其删除，尚未答复。',
    LEGAL_HOLD: '因法律或争议暂不能删除的数据；届时复核，一经允许即删除。',
    INDEX: '搜索索引文件中已删除的文本。',
    CASE_FILE: '法律要求保存的本请求记录。',
    MENTION: '他人所写文本中您的姓名。',
    AUDIT_LOG: '不含您姓名的操作记录。',
    RETAINED: '法律要求保存的数据。',
  },
};
const UNTIL = { en: 'Until', tr: 'Şu tarihe kadar:', zh: '截至' } as const;

const lines = (language: 'en' | 'tr' | 'zh', left: ErasureDoneFacts['left']): string[] =>
  left.map(({ kind, until }) => {
    const what = LEFT[language][kind] ?? kind;
    return until === null ? `– ${what}` : `– ${what} (${UNTIL[language]} ${until.slice(0, 10)})`;
  });

/** To whoever asked: that they were erased, and everything that is left, with its date. */
export const erasureDone: MailTemplate<ErasureDoneFacts> = {
  en: ({ number, code, isPartly, left }, link) => ({
    subject: `Your data was erased (${number})`,
    text: paragraphs([
      isPartly
        ? 'What was stored about you is erased, but for what a legal hold keeps. We looked through every store afterwards, and signed a certificate of it.'
        : 'What was stored about you is erased. We looked through every store afterwards, and signed a certificate of it.',
      left.length > 0 && 'This is left:',
      ...lines('en', left),
      ...caseLink(link, { number, code }, 'The certificate:'),
    ]),
  }),
  tr: ({ number, code, isPartly, left }, link) => ({
    subject: `Verileriniz silindi (${number})`,
    text: paragraphs([
      isPartly
        ? 'Hakkınızda saklananlar, yasal olarak tutulanlar dışında silindi. Sonrasında her depoyu denetledik ve bunun belgesini imzaladık.'
        : 'Hakkınızda saklananlar silindi. Sonrasında her depoyu denetledik ve bunun belgesini imzaladık.',
      left.length > 0 && 'Geriye kalanlar:',
      ...lines('tr', left),
      ...caseLink(link, { number, code }, 'Belge:'),
    ]),
  }),
  zh: ({ number, code, isPartly, left }, link) => ({
    subject: `您的数据已删除（${number}）`,
    text: paragraphs([
      isPartly
        ? '除依法保留的部分外，我们存储的有关您的数据已删除。此后我们检查了所有存储，并签署了证明。'
        : '我们存储的有关您的数据已删除。此后我们检查了所有存储，并签署了证明。',
      left.length > 0 && '尚存以下内容：',
      ...lines('zh', left),
      ...caseLink(link, { number, code }, '证明：'),
    ]),
  }),
};
