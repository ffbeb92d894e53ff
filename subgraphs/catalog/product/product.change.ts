import { randomBytes } from 'node:crypto';
import { LOCALES, TEXT_KEY, type Locale, type LocalizedText } from '../../../kit/text/localized-text.ts';
import { category } from '../category/categories.ts';
import { prohibited } from '../moderation/prohibited.ts';
import { UNSAID, type ProductRecord, type ProductStatusName, type TextProvenanceName } from './product.record.ts';
import type { ProductFacts } from './product.shape.ts';

/** What becomes of a product; each gives the record that takes the place of the one before, and stores nothing. */

const LANGUAGES = Object.values(TEXT_KEY);

/** A draft, with an id of its own. */
export function newProduct(facts: ProductFacts, companyId: string, now: Date): ProductRecord {
  const _id = randomBytes(12).toString('hex');
  const draft: ProductRecord = {
    ...UNSAID,
    ...facts,
    _id,
    companyId,
    origins: {},
    status: 'DRAFT',
    publishedAt: null,
    createdAt: now,
    updatedAt: now,
    version: 1,
  };
  return { ...draft, origins: originsOf(draft, null) };
}

/** With other facts; what is published is looked at anew, for what it says now. */
export function changedProduct(before: ProductRecord, facts: Partial<ProductFacts>, now: Date): ProductRecord {
  const changed = next(before, facts, now);
  return reviewed({ ...changed, origins: originsOf(changed, before) }, before, now);
}

/** Its company wants it seen. Whether it is depends on `moderation`, too. */
export const publishedProduct = (before: ProductRecord, now: Date): ProductRecord =>
  reviewed(next(before, { status: 'PUBLISHED', publishedAt: now }, now), before, now);

/** Taken back by its company, as a draft again or for good. What waited to be looked at waits no more. */
export function withdrawnProduct(
  before: ProductRecord,
  now: Date,
  status: Exclude<ProductStatusName, 'PUBLISHED'> = 'WITHDRAWN',
): ProductRecord {
  const waits = before.moderation?.state === 'PENDING_REVIEW';
  return next(before, { status, ...(waits && { moderation: UNSAID.moderation }) }, now);
}

/** Texts in one language, and how they came to be. */
export interface Translation {
  locale: Locale;
  name: string;
  /** Null: none in this language. */
  description: string | null;
  provenance: TextProvenanceName;
  from: Locale | null;
}

export function translatedProduct(before: ProductRecord, { locale, ...given }: Translation, now: Date): ProductRecord {
  const key = TEXT_KEY[locale];
  const { [key]: _, ...otherDescriptions } = before.description;
  const changed = next(
    before,
    {
      name: { ...before.name, [key]: given.name },
      description: given.description === null ? otherDescriptions : { ...otherDescriptions, [key]: given.description },
      origins: { ...before.origins, [key]: { provenance: given.provenance, from: given.from } },
    },
    now,
  );
  return reviewed(changed, before, now);
}

/** What it lacks to be published, as paths of the input that would give it; empty: nothing. */
export function missingToPublish({ name, origins, categoryCode, priceValidUntil }: ProductRecord, now: Date): string[] {
  const written = LANGUAGES.some((key) => name[key] !== undefined && origins?.[key]?.provenance !== 'MACHINE');
  return [
    ...(written ? [] : ['name']),
    ...(category(categoryCode, 'EN') ? [] : ['categoryCode']),
    ...(priceValidUntil && priceValidUntil <= now ? ['price.validUntil'] : []),
  ];
}

const next = (before: ProductRecord, change: Partial<ProductRecord>, now: Date): ProductRecord => ({
  ...UNSAID,
  ...before,
  origins: before.origins ?? originsOf(before, null),
  ...change,
  updatedAt: now,
  version: before.version + 1,
});

/** A language whose texts are as they were keeps where they come from; the company wrote the others in it. */
function originsOf(product: ProductRecord, before: ProductRecord | null): ProductRecord['origins'] {
  const origins: ProductRecord['origins'] = {};
  for (const locale of LOCALES) {
    const key = TEXT_KEY[locale];
    const has = (texts: LocalizedText) => texts[key] !== undefined;
    if (!has(product.name) && !has(product.description)) continue;
    const same = before?.name[key] === product.name[key] && before?.description[key] === product.description[key];
    origins[key] = (same && before?.origins?.[key]) || { provenance: 'SOURCE', from: null };
  }
  return origins;
}

/** What is published and may be prohibited is held back until somebody has looked; once what was in question is gone, it is shown again. */
function reviewed(product: ProductRecord, before: ProductRecord, now: Date): ProductRecord {
  const { state } = product.moderation;
  if (product.status !== 'PUBLISHED' || state === 'TAKEN_DOWN') return product;
  if (before.status === 'PUBLISHED' && saysTheSame(product, before)) return product;
  const { name, description, attributes, categoryCode, hsCode } = product;
  const texts = [name, description, ...attributes.map(({ value }) => value)];
  const [match] = prohibited({ texts, categoryCode, hsCode });
  if (!match) return { ...product, moderation: UNSAID.moderation };
  return { ...product, moderation: { state: 'PENDING_REVIEW', reason: match.rule.slice(0, 40), at: now } };
}

const judged = ({ name, description, attributes, categoryCode, hsCode }: ProductRecord): string =>
  JSON.stringify([
    [name, description, ...attributes.map(({ value }) => value)].map(({ tr, zh, en }) => [tr, zh, en]),
    categoryCode,
    hsCode,
  ]);
const saysTheSame = (product: ProductRecord, before: ProductRecord): boolean => judged(product) === judged(before);
