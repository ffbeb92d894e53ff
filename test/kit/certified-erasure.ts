import type { ErasureFacts } from '../../subgraphs/privacy/certificate/erasure-certificate.ts';

/** What an erasure of an account came to, with a backup and a recipient left. */
export const certifiedErasure = (): ErasureFacts => ({
  erasureId: '65f0000000000000000000bb',
  caseNumber: 'PC-7K2M-Q0ZD-4XNB',
  ground: 'ACCOUNT_CLOSED',
  planHash: 'a'.repeat(64),
  mapHash: 'b'.repeat(64),
  plannedAt: '2026-12-01T08:00:00.000Z',
  approvedAt: '2026-12-01T09:00:00.000Z',
  fencedAt: '2026-12-01T09:00:02.000Z',
  shreddedAt: '2026-12-01T09:00:09.000Z',
  verifiedAt: '2026-12-01T09:59:00.000Z',
  steps: [
    { store: 'member', collection: 'accounts', action: 'delete document', predicted: 1, counted: 1, changed: 1 },
    { store: 'catalog', collection: 'products', action: 'replace by token', predicted: 4, counted: 4, changed: 4 },
  ],
  keysDestroyed: 2,
  census: { databases: ['member', 'catalog', 'privacy', 'events'], collections: 61, left: 0 },
  engine: { indexes: ['products_7', 'companies_7'], purged: false, purgedBy: '2026-12-02T09:00:00.000Z' },
  ledgerSequence: 12,
  residuals: [
    { kind: 'BACKUP', until: '2027-01-05T00:00:00.000Z', reason: 'Backups of before the erasure expire then.' },
    { kind: 'RECIPIENT', until: null, reason: 'The mail provider has not answered.' },
  ],
});
