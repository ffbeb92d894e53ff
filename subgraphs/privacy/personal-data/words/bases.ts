import type { LegalBasis } from '../../../../kit/record/personal.ts';
import type { Words } from './words.ts';

/** On what ground of which law something is processed. */
export const BASIS_WORDS: Readonly<Record<LegalBasis, Words>> = {
  contract: {
    tr: 'Sözleşme (KVKK m. 5(2)(c), GDPR m. 6(1)(b), PIPL m. 13(1)(2))',
    zh: '履行合同（PIPL 第 13 条第 1 款第 2 项；GDPR 第 6 条第 1 款 b 项；KVKK 第 5 条第 2 款 c 项）',
    en: 'Contract (GDPR art. 6(1)(b), KVKK art. 5(2)(c), PIPL art. 13(1)(2))',
  },
  consent: {
    tr: 'Açık rıza (KVKK m. 5(1), GDPR m. 6(1)(a), PIPL m. 13(1)(1))',
    zh: '同意（PIPL 第 13 条第 1 款第 1 项；GDPR 第 6 条第 1 款 a 项；KVKK 第 5 条第 1 款）',
    en: 'Consent (GDPR art. 6(1)(a), KVKK art. 5(1), PIPL art. 13(1)(1))',
  },
  'legal obligation': {
    tr: 'Hukuki yükümlülük (KVKK m. 5(2)(ç), GDPR m. 6(1)(c), PIPL m. 13(1)(3))',
    zh: '法定义务（PIPL 第 13 条第 1 款第 3 项；GDPR 第 6 条第 1 款 c 项；KVKK 第 5 条第 2 款 ç 项）',
    en: 'Legal obligation (GDPR art. 6(1)(c), KVKK art. 5(2)(ç), PIPL art. 13(1)(3))',
  },
  'legitimate interest': {
    tr: 'Meşru menfaat (KVKK m. 5(2)(f), GDPR m. 6(1)(f); PIPL tanımaz: m. 13(1)(1)-(3))',
    zh: '正当利益（GDPR 第 6 条第 1 款 f 项；KVKK 第 5 条第 2 款 f 项；PIPL 无此依据，适用第 13 条第 1 款第 1 至 3 项）',
    en: 'Legitimate interest (GDPR art. 6(1)(f), KVKK art. 5(2)(f); PIPL knows none: art. 13(1)(1) to (3))',
  },
};
