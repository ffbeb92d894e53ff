import type { Migration } from '../../../kit/migration/migration.ts';

/** Of the published cards, and of every copy of them. */
export const tradersCards: Migration = {
  id: '2026-11-24-traders-cards',
  collection: 'companyCards',
  from: 1,
  to: 2,
  describe: 'The card of a company says whether the company is a person.',
  filter: { traderRef: { $exists: false } },
  change: () => ({ $set: { traderRef: null } }),
};
