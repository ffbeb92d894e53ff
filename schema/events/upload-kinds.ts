const MEGABYTE = 1024 * 1024;
const DOCUMENT = { contentTypes: ['application/pdf', 'image/jpeg', 'image/png'], mostBytes: 20 * MEGABYTE };

/**
 * What may be uploaded for what: the subgraph that takes it in, its content, and how large it may be. The list grows; a kind never changes
 * its meaning.
 */
export const UPLOAD_KINDS = {
  PRODUCT_IMAGE: {
    to: 'catalog',
    contentTypes: ['image/jpeg', 'image/png', 'image/webp', 'image/avif'],
    mostBytes: 10 * MEGABYTE,
  },
  IMPORT_FILE: { to: 'catalog', contentTypes: ['text/csv', 'application/x-ndjson'], mostBytes: 200 * MEGABYTE },
  BUSINESS_LICENCE: { to: 'member', ...DOCUMENT },
  CLAIM_EVIDENCE: { to: 'member', ...DOCUMENT },
} as const;
export type UploadKindName = keyof typeof UPLOAD_KINDS;
