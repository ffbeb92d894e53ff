import { fileRecords } from '../../../kit/files/file.record.ts';
import { about } from '../../../kit/record/personal.ts';
import { CORRESPONDENCE } from '../inquiry/correspondence.ts';

/** The bytes of files that came with messages, each sealed under the key of its thread: with the key they are gone from every copy. */
export const inquiryFiles = fileRecords('inquiryFiles', {
  kind: 'NAMED_IN_DOCUMENT',
  declare: about({
    ...CORRESPONDENCE,
    subject: 'subjectRef',
    // They go with their thread, whenever they came.
    retention: 'correspondence file',
    onErasure: 'delete document',
  }),
});
