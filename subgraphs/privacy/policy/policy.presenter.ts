import type { Locale } from '../../../kit/text/localized-text.ts';
import type { PolicyVersion } from './policy.catalogue.ts';

/** What the API shows of a policy version: one language of it. */
export const presentPolicy = ({ id, texts, effectiveAt, lastChangedAt, digest }: PolicyVersion, locale: Locale) => ({
  version: id,
  locale,
  title: texts[locale].title,
  markdown: texts[locale].markdown,
  sections: texts[locale].sections,
  effectiveAt: new Date(effectiveAt),
  lastChangedAt: new Date(lastChangedAt),
  digest,
});
