import type { AuditEvent } from '../../../schema/events/audit-event.ts';
import type { ErasureGroundName, ErasureStepName } from './erasure.values.ts';

const REASONS: Readonly<Record<ErasureGroundName, AuditEvent['reason']>> = {
  UNLAWFUL_PROCESSING: 'UNLAWFUL_PROCESSING',
  NO_CONSENT: 'NO_CONSENT',
  AGREEMENT_BREACH: 'AGREEMENT_BREACHED',
  SUBJECT_LEFT: 'ACCOUNT_LEFT',
  SERVICE_ENDED: 'SERVICE_ENDED',
  RETENTION_EXPIRED: 'RETENTION_ENDED',
  AUTHORITY_ORDER: 'AUTHORITY_ORDER',
};

/** The ground of an erasure, as the audit log names it. */
export const auditReason = (ground: ErasureGroundName): AuditEvent['reason'] => REASONS[ground];

/** Each step, as the audit log names it. */
export const STEP_ACTIONS: Readonly<Record<ErasureStepName, AuditEvent['action']>> = {
  FENCE: 'FENCE',
  DRAIN: 'DRAIN',
  REVOKE: 'REVOKE_SESSIONS',
  UNINDEX: 'UNINDEX',
  ERASE: 'ERASE',
  SHRED: 'KEY_DESTROYED',
  PURGE: 'PURGE',
  VERIFY: 'VERIFY_ERASURE',
  CERTIFY: 'CERTIFY',
};
