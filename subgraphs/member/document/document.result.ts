import { IdempotencyKeyReused, NotAllowed, NotFound } from '../../../kit/graphql/problems.ts';
import { resultUnion } from '../../../kit/graphql/result-union.ts';
import { CompanyDocument } from './document.type.ts';

export const SubmitBusinessLicenceResult = resultUnion(
  'SubmitBusinessLicenceResult',
  'What came of handing in a business licence: the document.',
  () => [CompanyDocument, NotAllowed, NotFound, IdempotencyKeyReused],
);
