/**
 * What takes half a minute or more each, because much is started, killed and started again, or because there is much of it: not every run has that
 * time. `npm run test:long` runs these, and `npm run test:privacy` those of them that are proofs of erasure.
 */
const LONG = [
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
  'test/journeys/inbox.test.ts',
  'test/journeys/nothing-else-leaves.test.ts',
  'test/journeys/staff-command.test.ts',
  'test/journeys/staff-token.test.ts',
  'test/migrate-command.test.ts',
  'test/restored-directory.test.ts',
  'test/rotate-keys.test.ts',
];
const isLong = process.env['LONG'] === 'yes';

/**
 * Tests run as ES modules, compiled by swc; they start real servers, so each file has a minute. A worker keeps the modules of every file that it ran: it is
 * replaced before that slows it down.
 */
export default {
  testEnvironment: 'node',
  extensionsToTreatAsEsm: ['.ts'],
  testMatch: isLong
    ? LONG.map((file) => `<rootDir>/${file}`)
    : ['<rootDir>/{kit,gateway,subgraphs,schema,seed,test,bench,eval}/**/*.test.ts'],
  testPathIgnorePatterns: ['/node_modules/', ...(isLong ? [] : LONG)],
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      {
        jsc: {
          parser: { syntax: 'typescript', decorators: true },
          transform: { legacyDecorator: true, decoratorMetadata: false, useDefineForClassFields: false },
          target: 'es2022',
          experimental: { keepImportAttributes: true },
        },
        module: { type: 'es6' },
      },
    ],
  },
  testTimeout: 60_000,
  globalSetup: '<rootDir>/test/kit/in-memory.setup.js',
  maxWorkers: 2,
  workerIdleMemoryLimit: '1GB',
  reporters: ['default', '<rootDir>/test/kit/closing-line.reporter.js'],
};
