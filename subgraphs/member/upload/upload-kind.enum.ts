import { registerEnumType } from 'type-graphql';

export enum UploadKind {
  PRODUCT_IMAGE = 'PRODUCT_IMAGE',
  IMPORT_FILE = 'IMPORT_FILE',
  BUSINESS_LICENCE = 'BUSINESS_LICENCE',
  CLAIM_EVIDENCE = 'CLAIM_EVIDENCE',
}

registerEnumType(UploadKind, {
  name: 'UploadKind',
  description: 'What a file is uploaded for.',
  valuesConfig: {
    PRODUCT_IMAGE: { description: 'A picture of a product: JPEG, PNG, WebP or AVIF, at most 10 MB.' },
    IMPORT_FILE: { description: 'Products to import: CSV or NDJSON in UTF-8, at most 200 MB.' },
    BUSINESS_LICENCE: { description: 'A business licence: PDF, JPEG or PNG, at most 20 MB. Never public.' },
    CLAIM_EVIDENCE: { description: 'Evidence for a claim: PDF, JPEG or PNG, at most 20 MB. Never public.' },
  },
});
