import { LONG } from './test/long/long-tests.js';

/**
 * Tests run as ES modules, compiled by swc; they start real servers, so each file has a minute. A worker keeps the modules of every file that it ran: it is
 * replaced before that slows it down.
 */
export default {
  testEnvironment: 'node',
  extensionsToTreatAsEsm: ['.ts'],
  testMatch: ['<rootDir>/{kit,gateway,subgraphs,schema,seed,test,bench,eval}/**/*.test.ts'],
  testPathIgnorePatterns: ['/node_modules/', ...LONG],
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
