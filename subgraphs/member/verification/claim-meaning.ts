import { textFor, type Locale, type LocalizedText } from '../../../kit/text/localized-text.ts';
import type { ClaimKindName } from './claim.record.ts';

/** What a verified claim says to a reader, and what it does not, whatever the company or the verifier writes. */
interface Meaning {
  proves: LocalizedText;
  doesNotProve: LocalizedText;
}

const MEANINGS: Readonly<Record<ClaimKindName, Meaning>> = {
  EXISTENCE: {
    proves: {
      tr: 'Şirket, kontrol anında kayıtlıydı ve kayıttaki kimliği buradakiyle aynıydı.',
      zh: '核验时该公司已登记，登记信息与此处一致。',
      en: 'The company was registered when it was checked, under the identity that is shown here.',
    },
    doesNotProve: {
      tr: 'Ödeme gücünü, mallarının kalitesini ya da söz verdiğini yerine getireceğini kanıtlamaz.',
      zh: '不证明其偿付能力、商品质量或履约能力。',
      en: 'Not that it is solvent, that its goods are good or that it keeps its promises.',
    },
  },
  ADDRESS: {
    proves: {
      tr: 'Şirkete kontrol anında bu adreste ulaşılabiliyordu.',
      zh: '核验时可在该地址联系到该公司。',
      en: 'The company could be reached at this address when it was checked.',
    },
    doesNotProve: {
      tr: 'Orada üretim yapıldığını ya da adresin ona ait olduğunu kanıtlamaz.',
      zh: '不证明其在该地址生产，也不证明其拥有该地址。',
      en: 'Not that anything is made there, or that the address belongs to it.',
    },
  },
  MANUFACTURER: {
    proves: {
      tr: 'Şirket, belirtilen kapsamdaki malları kontrol anında kendisi üretiyordu.',
      zh: '核验时该公司自行生产所述范围内的商品。',
      en: 'The company made goods of the stated scope itself when it was checked.',
    },
    doesNotProve: {
      tr: 'Sunduğu her malı ürettiğini ya da kapasitesini kanıtlamaz.',
      zh: '不证明其所有商品均为自产，也不证明其产能。',
      en: 'Not that it makes all that it offers, or how much it can make.',
    },
  },
  CERTIFICATE: {
    proves: {
      tr: 'Belge, kontrol anında belirtilen kapsamda geçerliydi.',
      zh: '核验时该证书在所述范围内有效。',
      en: 'The certificate was valid for the stated scope when it was checked.',
    },
    doesNotProve: {
      tr: 'Her malın ya da her partinin belgenin gereklerini karşıladığını kanıtlamaz.',
      zh: '不证明每件或每批商品均符合证书要求。',
      en: 'Not that every product or every lot meets what the certificate asks for.',
    },
  },
  BUSINESS_LICENCE: {
    proves: {
      tr: 'Şirketin faaliyet ruhsatı kontrol anında geçerliydi.',
      zh: '核验时该公司的营业执照有效。',
      en: 'The company’s business licence was valid when it was checked.',
    },
    doesNotProve: {
      tr: 'Özel izin gerektiren mallar için izni olduğunu kanıtlamaz.',
      zh: '不证明其持有需特别许可商品的许可。',
      en: 'Not that it has the permits that special goods need.',
    },
  },
  EXPORT_LICENCE: {
    proves: {
      tr: 'Şirketin kontrol anında ihracat yetkisi vardı.',
      zh: '核验时该公司具有出口资质。',
      en: 'The company was entitled to export when it was checked.',
    },
    doesNotProve: {
      tr: 'Belirli bir malın belirli bir ülkeye ihraç edilebileceğini kanıtlamaz.',
      zh: '不证明特定商品可出口至特定国家。',
      en: 'Not that a certain product may go to a certain country.',
    },
  },
  BRAND_AUTHORISATION: {
    proves: {
      tr: 'Marka sahibi, belirtilen kapsamda satış izni vermişti.',
      zh: '品牌方已授权其在所述范围内销售。',
      en: 'The owner of the brand let the company sell within the stated scope.',
    },
    doesNotProve: {
      tr: 'Sunulan her malın özgün olduğunu kanıtlamaz.',
      zh: '不证明其每件商品均为正品。',
      en: 'Not that every product on offer is genuine.',
    },
  },
};

export const proves = (kind: ClaimKindName, locale: Locale): string => textFor(MEANINGS[kind].proves, locale);
export const doesNotProve = (kind: ClaimKindName, locale: Locale): string =>
  textFor(MEANINGS[kind].doesNotProve, locale);
