import type { CaseReasonName, RightName } from '../../case/privacy-case.values.ts';

type Language = 'tr' | 'zh' | 'en';

/** What is asked for, in each language. */
export const RIGHT_WORDS: Readonly<Record<Language, Readonly<Record<RightName, string>>>> = {
  en: {
    ACCESS: 'access to your data',
    COPY: 'a copy of your data',
    CORRECTION: 'correction',
    COMPLETION: 'completion',
    ERASURE: 'erasure',
    ACCOUNT_CANCELLATION: 'cancellation of the account',
    RESTRICTION: 'restriction of use',
    OBJECTION: 'objection',
    CONSENT_WITHDRAWAL: 'withdrawal of consent',
  },
  tr: {
    ACCESS: 'verilerinize erişim',
    COPY: 'verilerinizin bir kopyası',
    CORRECTION: 'düzeltme',
    COMPLETION: 'tamamlama',
    ERASURE: 'silme',
    ACCOUNT_CANCELLATION: 'hesabın kapatılması',
    RESTRICTION: 'işlemenin kısıtlanması',
    OBJECTION: 'itiraz',
    CONSENT_WITHDRAWAL: 'rızanın geri alınması',
  },
  zh: {
    ACCESS: '查阅您的数据',
    COPY: '获取数据副本',
    CORRECTION: '更正',
    COMPLETION: '补充',
    ERASURE: '删除',
    ACCOUNT_CANCELLATION: '注销账户',
    RESTRICTION: '限制处理',
    OBJECTION: '反对处理',
    CONSENT_WITHDRAWAL: '撤回同意',
  },
};

/** Why something was decided so, in each language. */
export const REASON_WORDS: Readonly<Record<Language, Readonly<Record<CaseReasonName, string>>>> = {
  en: {
    DONE_AS_ASKED: 'It was done as you asked.',
    DONE_IN_PART: 'It was done in part.',
    NOTHING_HELD: 'Nothing is held about you that it could be done to.',
    ALREADY_SO: 'It was so already.',
    IDENTITY_NOT_PROVEN: 'We could not make sure that it is you who asks.',
    NO_AUTHORITY: 'It was not shown that you may act for the person.',
    MANIFESTLY_UNFOUNDED: 'The request has clearly no ground.',
    EXCESSIVE: 'The same is asked again and again.',
    RIGHTS_OF_OTHERS: 'It would harm the rights of others.',
    DUTY_TO_KEEP: 'A law asks us to keep it.',
    LEGAL_CLAIMS: 'It is needed for a dispute.',
    NOT_PERSONAL_DATA: 'It is not data about a person.',
    COMPLEX: 'The request is complicated.',
    MANY_REQUESTS: 'You asked for much at once.',
  },
  tr: {
    DONE_AS_ASKED: 'İsteğiniz yerine getirildi.',
    DONE_IN_PART: 'İsteğiniz kısmen yerine getirildi.',
    NOTHING_HELD: 'Hakkınızda, bunun uygulanabileceği bir veri tutulmuyor.',
    ALREADY_SO: 'Zaten öyleydi.',
    IDENTITY_NOT_PROVEN: 'Başvuranın siz olduğunuzdan emin olamadık.',
    NO_AUTHORITY: 'Kişi adına hareket edebileceğiniz gösterilmedi.',
    MANIFESTLY_UNFOUNDED: 'Başvurunun açıkça dayanağı yok.',
    EXCESSIVE: 'Aynı şey tekrar tekrar isteniyor.',
    RIGHTS_OF_OTHERS: 'Başkalarının haklarına zarar verirdi.',
    DUTY_TO_KEEP: 'Bir yasa saklamamızı gerektiriyor.',
    LEGAL_CLAIMS: 'Bir uyuşmazlık için gerekli.',
    NOT_PERSONAL_DATA: 'Bir kişiye ilişkin veri değil.',
    COMPLEX: 'Başvuru karmaşık.',
    MANY_REQUESTS: 'Aynı anda çok şey istediniz.',
  },
  zh: {
    DONE_AS_ASKED: '已按您的要求办理。',
    DONE_IN_PART: '已部分办理。',
    NOTHING_HELD: '我们未持有可予办理的有关您的数据。',
    ALREADY_SO: '原本即已如此。',
    IDENTITY_NOT_PROVEN: '我们无法确认提出请求的是您本人。',
    NO_AUTHORITY: '未能证明您有权代表该人。',
    MANIFESTLY_UNFOUNDED: '该请求明显没有依据。',
    EXCESSIVE: '同一请求被反复提出。',
    RIGHTS_OF_OTHERS: '办理会损害他人的权利。',
    DUTY_TO_KEEP: '法律要求我们保存。',
    LEGAL_CLAIMS: '处理争议需要这些数据。',
    NOT_PERSONAL_DATA: '该数据不是个人信息。',
    COMPLEX: '请求较为复杂。',
    MANY_REQUESTS: '您同时提出了多项请求。',
  },
};

const TAGS = { tr: 'tr-TR', zh: 'zh-CN', en: 'en-GB' } as const;

/** A day as people of a language write it, by the calendar that deadlines run by. */
export const dayIn = (language: Language, instant: string): string =>
  new Intl.DateTimeFormat(TAGS[language], { dateStyle: 'long', timeZone: 'Europe/Istanbul' }).format(new Date(instant));

/** Paragraphs, of those that there are. */
export const paragraphs = (words: readonly (string | false)[]): string => words.filter(Boolean).join('\n\n');

/** Rights in a row. */
export const rightsIn = (language: Language, rights: readonly RightName[]): string =>
  rights.map((right) => RIGHT_WORDS[language][right]).join(language === 'zh' ? '、' : ', ');
