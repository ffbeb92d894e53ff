import { group, integer, list, nullable, subjectRef, text } from '../../../kit/record/field.ts';
import { about } from '../../../kit/record/personal.ts';
import { record, type Recorded } from '../../../kit/record/record.ts';

export const MOST_RULES = 50;
export const CATEGORY_CODE = '^[0-9]{2}(\\.[0-9]{2}){0,2}$';

const aboutAssignee = about({
  subject: 'rules[].memberRef',
  purposes: ['correspondence'],
  basis: 'contract',
  retention: 'account',
  onErasure: 'remove item',
  onExport: 'include',
  protection: 'plain',
});

/** Who of a company looks after which inquiries; the id is the company's. The first rule that fits decides. */
export const inquiryAssignmentRecord = record({
  collection: 'inquiryAssignments',
  version: 1,
  fields: {
    rules: list(
      group({
        /** With all categories below it; null: whatever it is about. */
        categoryCode: nullable(text(20, undefined, CATEGORY_CODE)),
        /** Of the buyer; null: whatever it is. */
        country: nullable(text(2, undefined, '^[A-Z]{2}$')),
        memberRef: subjectRef('MEMBER', aboutAssignee('user.unique_id.pseudonymous')),
        accountId: text(24, aboutAssignee('user.unique_id.pseudonymous'), '^[0-9a-f]{24}$'),
      }),
      MOST_RULES,
    ),
    version: integer(1, 2 ** 31),
  },
  indexes: [{ keys: { 'rules.memberRef': 1 } }],
});

export type InquiryAssignment = Recorded<typeof inquiryAssignmentRecord>;
