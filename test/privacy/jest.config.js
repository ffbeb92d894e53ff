import everything from '../../jest.config.js';

/** What `npm run test:privacy` runs: the proofs that whoever is erased is gone, in their long form. Whatever lies beside this file is one of them. */
const PROOFS = [
  'test/privacy/*',
  'test/canary/{canaries,erased,exported,exported-archive}',
  'kit/fence/*',
  'kit/{backup,tombstone-ledger}/*',
  'kit/participation/declared-erasing',
  'subgraphs/catalog/erasing/*',
  'subgraphs/member/{mention,do-not-contact}/*',
  'subgraphs/privacy/{erasure,legal-hold,recipient,certificate,backup}/*',
  'subgraphs/privacy/audit/{audit-verification,witness}',
  'test/{backup-command,restored-directory}',
  'test/federation/{erasing,restored-processes}',
  'subgraphs/catalog/alert/search-matches',
  'test/journeys/{erased,goods-of-erased,fenced-person,person-is-fenced,legal-hold,not-contacted-again,nothing-else-leaves,guessing}',
];

export default {
  ...everything,
  rootDir: '../..',
  testPathIgnorePatterns: ['/node_modules/'],
  testMatch: PROOFS.map((name) => `<rootDir>/${name}.test.ts`),
  reporters: ['default', '<rootDir>/test/privacy/figures.reporter.js', '<rootDir>/test/kit/closing-line.reporter.js'],
};
