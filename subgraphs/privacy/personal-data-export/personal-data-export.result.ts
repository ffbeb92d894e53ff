import { IdempotencyKeyReused, NotFound, TooManyAttempts } from '../../../kit/graphql/problems.ts';
import { resultUnion } from '../../../kit/graphql/result-union.ts';
import { PersonalDataExport } from './personal-data-export.type.ts';

export const ExportMyDataResult = resultUnion('ExportMyDataResult', 'The export, or why there is none.', () => [
  PersonalDataExport,
  TooManyAttempts,
  NotFound,
  IdempotencyKeyReused,
]);
