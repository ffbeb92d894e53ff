import { RESTORE_DATABASE, restoreRecord, restoreTurnRecord } from './kit/backup/restore.record.ts';
import type { Database } from './kit/migration/migration.ts';
import { tradersCards } from './schema/events/migrations/2026-11-24-traders-cards.ts';
import { seedRunRecord } from './seed/seed-run.record.ts';
import { offersInFull } from './subgraphs/catalog/migrations/2026-11-24-offers-in-full.ts';
import { CATALOG_EVENTS, CATALOG_RECORDS } from './subgraphs/catalog/catalog.ts';
import { MEMBER_EVENTS, MEMBER_RECORDS } from './subgraphs/member/member.ts';
import { peopleInCompanies } from './subgraphs/member/migrations/2026-11-24-people-in-companies.ts';
import { PRIVACY_EVENTS, PRIVACY_RECORDS } from './subgraphs/privacy/privacy.ts';

/** Everything that is stored in MongoDB, database by database, with the migrations that lead to what is declared now. */
export const DATABASES: readonly Database[] = [
  { name: 'member', records: MEMBER_RECORDS, migrations: [peopleInCompanies] },
  { name: 'events', records: [...MEMBER_EVENTS, ...CATALOG_EVENTS, ...PRIVACY_EVENTS], migrations: [tradersCards] },
  { name: 'catalog', records: CATALOG_RECORDS, migrations: [tradersCards, offersInFull] },
  { name: 'privacy', records: PRIVACY_RECORDS, migrations: [] },
  { name: 'seed', records: [seedRunRecord], migrations: [] },
  { name: RESTORE_DATABASE, records: [restoreRecord, restoreTurnRecord], migrations: [] },
];
