import { IdempotencyKeyReused, InvalidInput, NotAllowed, NotFound } from '../../../kit/graphql/problems.ts';
import { resultUnion } from '../../../kit/graphql/result-union.ts';
import { CompanyVersionConflict } from './company-version-conflict.problem.ts';
import { Company } from './company.type.ts';

const types = () => [Company, InvalidInput, NotAllowed, NotFound, CompanyVersionConflict, IdempotencyKeyReused];

export const UpdateCompanyResult = resultUnion('UpdateCompanyResult', 'What came of changing a company.', types);
export const UpdateStoreContactResult = resultUnion(
  'UpdateStoreContactResult',
  'What came of changing how a store is reached: the company with its contact.',
  types,
);
export const ChangeSlugResult = resultUnion('ChangeSlugResult', 'What came of changing a slug.', types);
