import { region } from '../../../kit/reference/regions/region.ts';
import type { LocalizedText } from '../../../kit/text/localized-text.ts';
import type { CompanyCard } from '../../../schema/events/company-card.ts';

const [tr, zh, en] = ['tr', 'zh-Hans', 'en'].map((tag) => new Intl.DisplayNames([tag], { type: 'region' })) as [
  Intl.DisplayNames,
  Intl.DisplayNames,
  Intl.DisplayNames,
];

/** Where a company is, by the names of its city, province and country: people look for goods from a place. */
export function placeTexts(card: CompanyCard): LocalizedText[] {
  const province = card.region && region(card.region)?.name;
  const country = { tr: tr.of(card.country), zh: zh.of(card.country), en: en.of(card.country) };
  return [card.city, ...(province ? [province] : []), country];
}
