import { group, integer, list, nullable, optional, subjectRef, text } from '../../../kit/record/field.ts';
import { about } from '../../../kit/record/personal.ts';
import { record } from '../../../kit/record/record.ts';
import { localizedText } from '../../../kit/text/localized-text.ts';

/** In the index a company stands for its sole trader: what is found there is plain, as results show it. */
const ofCompany = (subject: 'id' | 'companyId') =>
  about({
    subject,
    purposes: ['listing'],
    basis: 'contract',
    retention: 'while listed',
    onErasure: 'delete document',
    onExport: 'summarise',
    protection: 'plain',
  });
type About = ReturnType<typeof ofCompany>;

/** The id of a company, in the place of a reference: it is the trader's where the company is one. */
const companyId = (told: About) => ({
  ...subjectRef('SOLE_TRADER', told('user.unique_id.pseudonymous')),
  maxLength: 24,
  pattern: '^[0-9a-f]{24}$',
});
const card = (told: About) =>
  group({
    slug: text(120, told('user.unique_id.pseudonymous')),
    name: localizedText(200, told('user.name')),
    city: localizedText(100, told('user.contact.address')),
  });
const instantMs = integer(0, Number.MAX_SAFE_INTEGER);
const digest = text(8);
const trader = ofCompany('id');
const supplier = ofCompany('companyId');

/** A company as the search engine holds it: what `companyDocument` makes. */
export const indexedCompanyRecord = record({
  collection: 'companies',
  version: 2,
  fields: {
    id: companyId(trader),
    title: text(20_000, trader('user.name')),
    words: text(200_000, trader('user.content.public')),
    products: text(7_000, trader('user.content.public')),
    text_tr: optional(text(400, trader('user.content.public'))),
    text_zh: optional(text(400, trader('user.content.public'))),
    text_en: optional(text(400, trader('user.content.public'))),
    card: card(trader),
    country: text(2, trader('user.location')),
    region: nullable(text(10, trader('user.location'))),
    c1: list(text(20, trader('user.content.public')), 50),
    c2: list(text(20, trader('user.content.public')), 50),
    c3: list(text(20, trader('user.content.public')), 50),
    verifiedUntil: instantMs,
    createdAt: instantMs,
    seq: instantMs,
    key_tr: text(100, trader('user.name')),
    key_zh: text(100, trader('user.name')),
    key_en: text(100, trader('user.name')),
    digest,
  },
  indexes: [],
});

/** A product as the search engine holds it: what `productDocument` makes. Its supplier's card is in it. */
export const indexedProductRecord = record({
  collection: 'products',
  version: 2,
  fields: {
    id: text(24),
    name_tr: optional(text(300)),
    name_zh: optional(text(300)),
    name_en: optional(text(300)),
    text_tr: optional(text(200)),
    text_zh: optional(text(200)),
    text_en: optional(text(200)),
    cut: optional(list(text(2), 3)),
    terms: text(20_000),
    title: text(20_000),
    words: text(200_000, supplier('user.name')),
    companyId: companyId(supplier),
    card: card(supplier),
    country: text(2, supplier('user.location')),
    region: nullable(text(10, supplier('user.location'))),
    verifiedUntil: instantMs,
    c1: text(20),
    c2: nullable(text(20)),
    c3: nullable(text(20)),
    currency: nullable(text(3)),
    priceMin: nullable(instantMs),
    priceMax: nullable(instantMs),
    price: nullable(group({ min: text(20), max: text(20), unit: text(10) })),
    moq: nullable(instantMs),
    moqUnit: nullable(text(10)),
    minimum: nullable(group({ amount: text(20), unit: text(10) })),
    publishedAt: instantMs,
    seq: instantMs,
    rank: integer(0, 100),
    key_tr: text(100),
    key_zh: text(100),
    key_en: text(100),
    digest,
  },
  indexes: [],
});
