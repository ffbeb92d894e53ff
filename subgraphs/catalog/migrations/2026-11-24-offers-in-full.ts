import type { Migration } from '../../../kit/migration/migration.ts';

const WRITTEN = { provenance: 'SOURCE', from: null };

/** Until then every text was written by the company in its language, and every quantity was in the unit of the price. */
export const offersInFull: Migration = {
  id: '2026-11-24-offers-in-full',
  collection: 'products',
  from: 1,
  to: 2,
  describe: 'A product says where its texts come from, and holds all that is said of an offer.',
  filter: { moderation: { $exists: false } },
  change: ({ name, unit, minimumOrderQuantity, incoterm }) => ({
    $set: {
      origins: Object.fromEntries(Object.keys(name as object).map((language) => [language, WRITTEN])),
      priceRange: null,
      priceValidFrom: null,
      priceValidUntil: null,
      minimumOrderUnit: minimumOrderQuantity === null ? null : (unit as string),
      incotermEdition: incoterm === null ? null : 2020,
      incotermPlace: null,
      samples: null,
      certificates: [],
      oem: null,
      odm: null,
      images: [],
      moderation: { state: 'NONE', reason: null, at: null },
    },
  }),
};
