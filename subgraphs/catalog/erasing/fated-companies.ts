import type { CompanyFate, ErasureTarget } from '../../../kit/participation/erasing.ts';

/** The companies of an erasure that have one of these fates. */
export const companiesWith = (
  { companies }: Pick<ErasureTarget, 'companies'>,
  ...fates: CompanyFate['fate'][]
): string[] => companies.filter(({ fate }) => fates.includes(fate)).map(({ companyId }) => companyId);
