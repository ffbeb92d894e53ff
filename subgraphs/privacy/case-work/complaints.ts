import type { Locale } from '../../../kit/text/localized-text.ts';
import { REGIMES, type RegimeName } from '../case/privacy-case.values.ts';

/** `OTHER`: for whoever lives where none of these laws holds. */
type Words = Readonly<Record<RegimeName | 'OTHER', string>>;

/** Where, and until when, somebody can complain about an answer: by the law, in each language. */
const COMPLAINTS: Readonly<Record<Locale, Words>> = {
  EN: {
    KVKK: 'Turkey (KVKK art. 14): complain to the Personal Data Protection Board (Kişisel Verileri Koruma Kurulu) within 30 days after you learn of this answer, and in any case within 60 days after your application.',
    GDPR: 'European Union and European Economic Area (GDPR art. 77 and 79): lodge a complaint with the supervisory authority where you live, where you work or where you think the infringement took place; or turn to a court.',
    PIPL: 'China (PIPL art. 50 and 65): complain to the Cyberspace Administration of China or another department that protects personal information; or bring a lawsuit before a people’s court.',
    OTHER: 'Wherever else you live: turn to the authority for data protection that your law names, or to a court.',
  },
  TR: {
    KVKK: 'Türkiye (KVKK m. 14): bu yanıtı öğrendiğiniz tarihten itibaren 30 gün ve her hâlde başvuru tarihinden itibaren 60 gün içinde Kişisel Verileri Koruma Kurulu’na şikâyette bulunabilirsiniz.',
    GDPR: 'Avrupa Birliği ve Avrupa Ekonomik Alanı (GDPR m. 77 ve 79): yaşadığınız, çalıştığınız ya da ihlalin gerçekleştiğini düşündüğünüz yerdeki denetim makamına şikâyette bulunabilir veya mahkemeye başvurabilirsiniz.',
    PIPL: 'Çin (PIPL m. 50 ve 65): Çin Siber Uzay İdaresi’ne ya da kişisel bilgileri koruyan başka bir makama şikâyette bulunabilir veya halk mahkemesinde dava açabilirsiniz.',
    OTHER:
      'Başka bir yerde yaşıyorsanız: hukukunuzun gösterdiği veri koruma makamına ya da mahkemeye başvurabilirsiniz.',
  },
  ZH: {
    KVKK: '土耳其（KVKK 第 14 条）：您可在知悉本答复之日起 30 日内、且无论如何在提出申请之日起 60 日内，向个人数据保护委员会（Kişisel Verileri Koruma Kurulu）投诉。',
    GDPR: '欧盟及欧洲经济区（GDPR 第 77、79 条）：您可向您居住地、工作地或您认为侵权发生地的监管机构投诉，也可向法院起诉。',
    PIPL: '中国（《个人信息保护法》第 50、65 条）：您可向国家网信部门或其他履行个人信息保护职责的部门投诉、举报，也可依法向人民法院提起诉讼。',
    OTHER: '其他地区：您可向当地法律规定的数据保护机构投诉，也可向法院起诉。',
  },
};

/** How to complain about an answer: a line for each law that may apply, and one more where nobody knows which does. */
export function complaintsOf(regimes: readonly RegimeName[], locale: Locale): string[] {
  const named = REGIMES.filter((regime) => regimes.includes(regime));
  return [...named, ...(named.length === 1 ? [] : ['OTHER' as const])].map((one) => COMPLAINTS[locale][one]);
}
