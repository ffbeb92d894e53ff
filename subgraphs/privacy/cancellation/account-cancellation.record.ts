import { group, instant, integer, list, nullable, oneOf, text } from '../../../kit/record/field.ts';
import { MOST_REFERENCES } from '../../../kit/participation/participation-messages.ts';
import { record, type Recorded } from '../../../kit/record/record.ts';
import { CASES_KEPT_SECONDS } from '../case/privacy-case.record.ts';
import { filePseudonym } from '../person/file-pseudonym.ts';
import { PERSON_REF } from '../person/stored-person.ts';

/**
 * STOPPING: every part of the directory is being told. STOPPED: all is stopped, and can be taken back. KEEPING: it was taken back, and every part is
 * being told. KEPT: all is as before. DUE_FOR_ERASURE: the time is over, and what is held goes, on the ground that the person left.
 */
export const CANCELLATION_STATES = ['STOPPING', 'STOPPED', 'KEEPING', 'KEPT', 'DUE_FOR_ERASURE'] as const;

/** So long it can be taken back. */
export const KEEPABLE_SECONDS = 7 * 86_400;

const ACCOUNT_ID = '^[0-9a-f]{24}$';

/**
 * An account that is being cancelled, or was: work that is stored, so that no part of the directory is left out however often one of them is away.
 * The id is the first part of the token by which it is taken back.
 */
export const accountCancellationRecord = record({
  collection: 'accountCancellations',
  version: 1,
  fields: {
    caseId: text(24, undefined, ACCOUNT_ID),
    accountId: filePseudonym('accountId'),
    /** Under what the person was stored when it began: what was stopped by these is taken up again by these. */
    persons: list(
      group({ personRef: filePseudonym('persons[].personRef', PERSON_REF), kind: text(20) }),
      MOST_REFERENCES,
    ),
    /** SHA-256 of the secret in the token. */
    tokenHash: text(64),
    state: oneOf(CANCELLATION_STATES),
    /** Until when it can be taken back. */
    until: instant(),
    /** When something has to be done next. */
    dueAt: instant(),
    leasedUntil: nullable(instant()),
    attempts: integer(0, 2 ** 31),
    /** When it was taken back and all was as before, or all was erased; null: neither. */
    closedAt: nullable(instant()),
  },
  indexes: [
    { keys: { caseId: 1 }, unique: true },
    { keys: { state: 1, dueAt: 1 } },
    { keys: { accountId: 1 } },
    { keys: { 'persons.personRef': 1 } },
    { keys: { closedAt: 1 }, expireAfterSeconds: CASES_KEPT_SECONDS },
  ],
});

export type AccountCancellation = Recorded<typeof accountCancellationRecord>;
export type CancellationState = (typeof CANCELLATION_STATES)[number];
