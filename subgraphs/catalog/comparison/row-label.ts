import { LOCALES, type Locale } from '../../../kit/text/localized-text.ts';
import labels from './attribute-labels.json' with { type: 'json' };
import type { ComparedProperty } from './comparison.enum.ts';

const OFFER_LABELS: Record<Exclude<ComparedProperty, ComparedProperty.ATTRIBUTE>, string> = {
  MINIMUM_ORDER: 'En az sipariş|最小起订量|Minimum order',
  LEAD_TIME: 'Teslim süresi|交货期|Lead time',
  INCOTERM: 'Teslim şekli|贸易术语|Incoterms rule',
  CERTIFICATES: 'Sertifikalar|证书|Certificates',
  ORIGIN_COUNTRY: 'Menşe ülke|原产国|Country of origin',
  SUPPLIER_COUNTRY: 'Tedarikçinin ülkesi|供应商所在国|Supplier’s country',
  SUPPLIER_VERIFIED: 'Doğrulanmış tedarikçi|已核实供应商|Verified supplier',
};

const inLanguage = (label: string, locale: Locale): string => label.split('|')[LOCALES.indexOf(locale)]!;

/** Name of a row about the offer. */
export const offerLabel = (property: keyof typeof OFFER_LABELS, locale: Locale): string =>
  inLanguage(OFFER_LABELS[property], locale);

/** Name of an attribute; its key as words when no name is known. */
export function attributeLabel(key: string, locale: Locale): string {
  const label = Object.hasOwn(labels, key) ? labels[key as keyof typeof labels] : undefined;
  return label === undefined ? key.replace(/[-_]/g, ' ') : inLanguage(label, locale);
}
