/**
 * The market that the seed invents: plain values, before anything is stored. Every company, person, contact and number in it is
 * fictional; codes (countries, regions, units, HS headings) are real.
 */

/** A text in one or more of the three languages; at least one is there. */
export interface LocalizedText {
  tr?: string;
  zh?: string;
  en?: string;
}

/** An identifier with its scheme; `value` passes the scheme's check digit. */
export interface MarketIdentifier {
  scheme: 'VKN' | 'USCC' | 'REGISTRY';
  value: string;
}

/** A fictional contact person. `personRef` is derived from the seed number too. */
export interface MarketPerson {
  personRef: string;
  name: string;
  role: string;
  email: string | null;
  telephone: string | null;
  shown: boolean;
  declaredAt: string;
}

/** A fictional company. `id` is 24 hexadecimal characters, derived from the seed number, so that a run can be repeated. */
export interface MarketCompany {
  id: string;
  /** The person that it is; null: a legal entity. */
  traderRef: string | null;
  slug: string;
  name: LocalizedText;
  country: string;
  /** `TR-34`, `CN-33`; null outside Türkiye and China. */
  region: string | null;
  city: LocalizedText;
  address: string;
  identifiers: MarketIdentifier[];
  mainProducts: LocalizedText[];
  description: LocalizedText;
  /** Leaf category codes that the company trades in. */
  categoryCodes: string[];
  foundedYear: number;
  /** Role mailboxes and switchboards. Domains end in `.example`. */
  contact: { email: string; telephone: string; website: string } | null;
  persons: MarketPerson[];
  /** Until when its existence is verified; null: not verified. ISO 8601. */
  verifiedUntil: string | null;
  createdAt: string;
}

/** An offer of one company. `attributes` values are codes or plain strings (grade `304`, standard `DIN 2633`), or localized words. */
export interface MarketProduct {
  id: string;
  companyId: string;
  /** The ERP's key, unique within the company. */
  externalId: string;
  name: LocalizedText;
  description: LocalizedText;
  categoryCode: string;
  /** Six digits, no dots. */
  hsCode: string;
  attributes: { key: string; value: string | LocalizedText }[];
  /** From the smallest quantity up; prices fall. Empty: on request. */
  priceTiers: { minimumQuantity: string; amount: string }[];
  currency: string;
  /** UN/ECE Recommendation 20 code that price and quantities are in. */
  unit: string;
  minimumOrderQuantity: string;
  incoterm: string | null;
  originCountry: string;
  leadTimeDays: number;
  publishedAt: string;
}
