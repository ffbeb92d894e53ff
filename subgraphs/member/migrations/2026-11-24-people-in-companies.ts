import type { Migration } from '../../../kit/migration/migration.ts';

/** Until then every company was a legal entity, and none gave a contact person. */
export const peopleInCompanies: Migration = {
  id: '2026-11-24-people-in-companies',
  collection: 'companies',
  from: 1,
  to: 2,
  describe: 'A company says whether it is a person, and has a list of contact persons.',
  filter: { traderRef: { $exists: false } },
  change: () => ({ $set: { traderRef: null, persons: [] } }),
};
