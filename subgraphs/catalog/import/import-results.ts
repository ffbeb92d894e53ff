import { IdempotencyKeyReused, InvalidInput, NotAllowed, NotFound } from '../../../kit/graphql/problems.ts';
import { resultUnion } from '../../../kit/graphql/result-union.ts';
import { ImportJob } from './import-job.type.ts';

export const ImportProductsResult = resultUnion(
  'ImportProductsResult',
  'The import, which is worked through from now on, or why there is none.',
  () => [ImportJob, InvalidInput, NotAllowed, NotFound, IdempotencyKeyReused],
);

export const CancelImportResult = resultUnion(
  'CancelImportResult',
  'The import, which has ended, or why it was not touched.',
  () => [ImportJob, InvalidInput, NotAllowed, NotFound, IdempotencyKeyReused],
);
