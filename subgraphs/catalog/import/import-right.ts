import type { Connection } from 'mongoose';
import { seller } from '../product/seller.ts';
import type { ImportJobRecord } from './import-job.record.ts';
import type { StopReason } from './import-words.ts';

/** Answers why nothing more may be written for an import, as things stand now; null: it may. */
export const importRight =
  (events: Connection) =>
  async ({ accountId, companyId }: Pick<ImportJobRecord, 'accountId' | 'companyId'>): Promise<StopReason | null> => {
    const { member, suspended } = await seller(events, { kind: 'account', accountId, sessionId: '', roles: [] });
    if (!member || member.companyId !== companyId) return 'NO_LONGER_MEMBER';
    if (member.role === 'VIEWER') return 'VIEWER_ONLY';
    if (member.paused) return 'PAUSED';
    return suspended ? 'COMPANY_SUSPENDED' : null;
  };
