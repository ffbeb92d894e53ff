/**
 * What takes half a minute or more each, because much is started, killed and started again, or because there is much of it: not every run has that
 * time. `npm run test:long` runs these, and `npm run test:privacy` those of them that are proofs of erasure.
 */
export const LONG = [
  'subgraphs/catalog/import/import-jobs.test.ts',
  'subgraphs/catalog/indexing/drift-check.test.ts',
  'subgraphs/catalog/indexing/first-build.test.ts',
  'subgraphs/catalog/indexing/index-follower.test.ts',
  'subgraphs/catalog/indexing/index-rebuild.test.ts',
  'subgraphs/catalog/indexing/killed-follower.test.ts',
  'subgraphs/member/newsletter/newsletter-sending.test.ts',
  'subgraphs/privacy/audit/audit-verification.test.ts',
  'test/backup-command.test.ts',
  'test/canary/canaries.test.ts',
  'test/federation/changes.test.ts',
  'test/federation/processes.test.ts',
  'test/journeys/claims-are-verified.test.ts',
  'test/journeys/goods-of-erased.test.ts',
  'test/journeys/inbox.test.ts',
  'test/journeys/nothing-else-leaves.test.ts',
  'test/journeys/staff-command.test.ts',
  'test/journeys/staff-token.test.ts',
  'test/migrate-command.test.ts',
  'test/privacy/purged-files.test.ts',
  'test/restored-directory.test.ts',
  'test/rotate-keys.test.ts',
];
