import { allOf, heldIn, type ErasurePlace, type StoredFilter } from './erasure-place.ts';
import type { CompanyFate, ErasureTarget } from './erasing.ts';

/** The companies of an erasure that have one of these fates. */
export const companiesWith = (
  { companies }: Pick<ErasureTarget, 'companies'>,
  ...fates: CompanyFate['fate'][]
): string[] => companies.filter(({ fate }) => fates.includes(fate)).map(({ companyId }) => companyId);

/** A place that a company's going empties, which no reference of a person leads to: without what is held there. */
export const companyPlace = (
  place: Pick<ErasurePlace, 'store' | 'collection' | 'subjectPath' | 'action' | 'stored'>,
  which: (target: ErasureTarget) => object | Promise<object>,
) => ({
  ...place,
  which: async (target: ErasureTarget): Promise<StoredFilter> => {
    const held = { _id: { $nin: heldIn(target, place.store, place.collection) } } as StoredFilter;
    return allOf([await which(target), held]);
  },
});
