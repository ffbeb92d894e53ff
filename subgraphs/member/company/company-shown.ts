import type { CompanyRecord } from './company.record.ts';

/** Whether readers see it. */
export const isCompanyShown = ({ status, stoppedBy = [] }: Pick<CompanyRecord, 'status' | 'stoppedBy'>): boolean =>
  status === 'ACTIVE' && stoppedBy.length === 0;
