import { regionName } from '../../../kit/reference/regions/region.ts';
import type { Locale } from '../../../kit/text/localized-text.ts';
import { categoryName } from '../category/categories.ts';
import type { FacetName } from './facet-token.ts';

const TAG = { TR: 'tr', ZH: 'zh-Hans', EN: 'en' } as const;
const countries = names('region');
const currencies = names('currency');
const collators = { TR: new Intl.Collator('tr'), ZH: new Intl.Collator('zh'), EN: new Intl.Collator('en') };

const FACET_LABELS: Record<FacetName, Record<Locale, string>> = {
  category: { TR: 'Kategori', ZH: '类别', EN: 'Category' },
  country: { TR: 'Ülke', ZH: '国家/地区', EN: 'Country' },
  region: { TR: 'İl', ZH: '省份', EN: 'Province' },
  verified: { TR: 'Doğrulanmış tedarikçi', ZH: '已核实供应商', EN: 'Verified supplier' },
  currency: { TR: 'Para birimi', ZH: '币种', EN: 'Currency' },
};
const YES_NO: Record<Locale, { true: string; false: string }> = {
  TR: { true: 'Evet', false: 'Hayır' },
  ZH: { true: '是', false: '否' },
  EN: { true: 'Yes', false: 'No' },
};

export const facetLabel = (key: FacetName, locale: Locale): string => FACET_LABELS[key][locale];

/** A facet's code in the reader's language; the code itself when it has no name. */
export function valueLabel(key: FacetName, code: string, locale: Locale): string {
  switch (key) {
    case 'category':
      return categoryName(code, locale) ?? code;
    case 'country':
      return countries[locale].of(code) ?? code;
    case 'region':
      return regionName(code, locale) ?? code;
    case 'currency':
      return currencies[locale].of(code) ?? code;
    case 'verified':
      return YES_NO[locale][code as 'true' | 'false'];
  }
}

/** Orders labels as the reader's language orders words. */
export const labelOrder = (locale: Locale): Intl.Collator['compare'] => collators[locale].compare;

function names(type: 'region' | 'currency'): Record<Locale, Intl.DisplayNames> {
  const of = (locale: Locale) => new Intl.DisplayNames([TAG[locale]], { type, fallback: 'code' });
  return { TR: of('TR'), ZH: of('ZH'), EN: of('EN') };
}
