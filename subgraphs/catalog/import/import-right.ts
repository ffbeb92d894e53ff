import type { Connection } from 'mongoose';
import { modelOf } from '../../../kit/record/record.ts';
import { membershipRecord } from '../../../schema/events/membership.record.ts';
import type { RecordsOf } from '../../../kit/record/records.ts';
import type { companyCardRecord } from '../../../schema/events/company-card.ts';
import type { ImportJobRecord } from './import-job.record.ts';
import type { StopReason } from './import-words.ts';

/** Answers why nothing more may be written for an import, as things stand now; null: it may. */
export const importRight =
  (events: Connection, cards: RecordsOf<typeof companyCardRecord>) =>
  async ({ accountId, companyId }: Pick<ImportJobRecord, 'accountId' | 'companyId'>): Promise<StopReason | null> => {
    const member = await modelOf(events, membershipRecord).findById(accountId).lean();
    if (!member || member.companyId !== companyId) return 'NO_LONGER_MEMBER';
    if (member.role === 'VIEWER') return 'VIEWER_ONLY';
    if (member.paused) return 'PAUSED';
    const [hidden] = await cards.idsOf({ _id: companyId, hidden: true });
    return hidden ? 'COMPANY_HIDDEN' : null;
  };
