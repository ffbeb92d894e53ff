import { instant, oneOf, subjectRef, text } from '../../../kit/record/field.ts';
import { about } from '../../../kit/record/personal.ts';
import { record, type Recorded } from '../../../kit/record/record.ts';
import { ROW_FORMATS } from '../import/import-words.ts';

/** So long its address leads to the catalogue. */
export const OPEN_MS = 15 * 60_000;
/** So long it is known that somebody asked. */
const KEPT_SECONDS = 86_400;
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

/** That a member may take the company's catalogue out. Nothing of the catalogue is in it: the file is made as it is fetched. */
export const exportJobRecord = record({
  collection: 'exportJobs',
  version: 1,
  fields: {
    companyId: text(24, undefined, ID),
    accountId: text(24, aboutMember('user.unique_id.pseudonymous'), ID),
    subjectRef: subjectRef('MEMBER', aboutMember('user.unique_id.pseudonymous')),
    format: oneOf(ROW_FORMATS),
    createdAt: instant(),
    expiresAt: instant(),
  },
  indexes: [{ keys: { createdAt: 1 }, expireAfterSeconds: KEPT_SECONDS }, { keys: { subjectRef: 1 } }],
});

export type ExportJobRecord = Recorded<typeof exportJobRecord>;
