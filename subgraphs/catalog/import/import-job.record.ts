import { flag, instant, integer, nullable, oneOf, subjectRef, text } from '../../../kit/record/field.ts';
import { about } from '../../../kit/record/personal.ts';
import { record, type Recorded } from '../../../kit/record/record.ts';
import { workFields } from '../../../kit/work/work.fields.ts';
import { ERROR_POLICIES, IMPORT_STATES, ROW_FORMATS, STOP_REASONS } from './import-words.ts';

/** Jobs, their files and their reports are kept so long, counted from when the import was asked for. */
export const KEPT_SECONDS = 30 * 86_400;

const MOST_ROWS = 2 ** 31;
const ID = '^[0-9a-f]{24}$';

const aboutMember = about({
  subject: 'subjectRef',
  purposes: ['publishing'],
  basis: 'contract',
  retention: 'imports',
  since: 'createdAt',
  onErasure: 'delete document',
  onExport: 'include',
  protection: 'plain',
});

/**
 * A file of products that a member gave for the company's catalogue, and how far it is worked through. It is work until it has ended, and
 * becomes work again when its time is over: then it is deleted with its file and its report.
 */
export const importJobRecord = record({
  collection: 'importJobs',
  version: 1,
  fields: {
    ...workFields,
    companyId: text(24, undefined, ID),
    /** Who asked. Rows are written for as long as this account may write them. */
    accountId: text(24, aboutMember('user.unique_id.pseudonymous'), ID),
    subjectRef: subjectRef('MEMBER', aboutMember('user.unique_id.pseudonymous')),
    format: oneOf(ROW_FORMATS),
    errorPolicy: oneOf(ERROR_POLICIES),
    dryRun: flag(),
    /** Where the file is kept, whichever way it came. */
    fileId: text(24, undefined, ID),
    state: oneOf(IMPORT_STATES),
    /** Why it was stopped; null in every state but STOPPED. */
    stopReason: nullable(oneOf(STOP_REASONS)),
    /** Why the file was refused, or at which line the import ended early; null otherwise. */
    failure: nullable(text(500)),
    /** How many rows the file has; null until it was read through once. */
    total: nullable(integer(0, MOST_ROWS)),
    /** How many rows, from the first on, are worked through: their outcomes are stored, and so is what they changed. */
    processed: integer(0, MOST_ROWS),
    created: integer(0, MOST_ROWS),
    updated: integer(0, MOST_ROWS),
    unchanged: integer(0, MOST_ROWS),
    refused: integer(0, MOST_ROWS),
    createdAt: instant(),
    startedAt: nullable(instant()),
    finishedAt: nullable(instant()),
  },
  indexes: [
    { keys: { dueAt: 1 } },
    { keys: { companyId: 1, createdAt: -1, _id: -1 } },
    { keys: { subjectRef: 1 } },
    // One import of a company runs at a time.
    { keys: { companyId: 1 }, unique: true, partialFilterExpression: { state: 'RUNNING' } },
  ],
});

export type ImportJobRecord = Recorded<typeof importJobRecord>;
