import {
  group,
  instant,
  integer,
  list,
  nullable,
  oneOf,
  optional,
  subjectRef,
  text,
} from '../../../kit/record/field.ts';
import { about } from '../../../kit/record/personal.ts';
import { record, type Recorded } from '../../../kit/record/record.ts';
import { CORRESPONDENCE, GONE_SECONDS, MOST_MESSAGE } from '../inquiry/correspondence.ts';

export const SIDES = ['BUYER', 'SUPPLIER'] as const;
export type SideName = (typeof SIDES)[number];
const WAYS = ['SITE', 'MAIL'] as const;
/** Files of a message. */
export const MOST_ATTACHMENTS = 10;
/**
 * Why a message is kept aside, and nobody was written to about it: a program answered by itself, it came by mail and is not believed to be
 * from whom it says, or staff have blocked whoever wrote it.
 */
export const ASIDES = [
  'AUTOMATIC',
  'NOT_ONE_SENDER',
  'UNEXPECTED_SENDER',
  'SENDER_FORGED',
  'ENVELOPE_OF_ANOTHER',
  'UNREADABLE',
  'WRITER_BLOCKED',
] as const;
export type AsideName = (typeof ASIDES)[number];
const HEX_24 = '^[0-9a-f]{24}$';

const aboutThread = about({
  ...CORRESPONDENCE,
  subject: 'threadRef',
  since: 'threadAt',
  onErasure: 'delete document',
});
const aboutAuthor = about({
  ...CORRESPONDENCE,
  subject: 'authors[].authorRef',
  since: 'threadAt',
  onErasure: 'remove item',
});
const PLAIN = { protection: 'plain' } as const;

/** What one side of a thread wrote to the other. When its author is erased, the text stays as long as the thread, and names nobody. */
export const inquiryMessageRecord = record({
  collection: 'inquiryMessages',
  version: 2,
  fields: {
    inquiryId: text(24, undefined, HEX_24),
    threadRef: subjectRef('NAMED_IN_DOCUMENT', aboutThread('user.unique_id.pseudonymous', PLAIN)),
    from: oneOf(SIDES),
    /** Who wrote it. Empty: they were erased. */
    authors: list(group({ authorRef: subjectRef('ANYBODY', aboutAuthor('user.unique_id.pseudonymous', PLAIN)) }), 1),
    body: text(MOST_MESSAGE, aboutThread('user.content.private')),
    attachments: list(
      group({
        /** Of the store of files; sealed under the thread's key, too. */
        fileId: text(24, undefined, HEX_24),
        filename: text(200, aboutThread('user.content.private')),
        contentType: text(100),
        byteSize: integer(0, 100_000_000),
      }),
      MOST_ATTACHMENTS,
    ),
    /** Whether it was written here, or came by mail. */
    via: oneOf(WAYS),
    /** The `Message-ID` that it came with; null: it was written here. */
    messageId: nullable(text(998, aboutThread('user.unique_id.pseudonymous'))),
    /** Absent: it is a message like any other. */
    aside: optional(oneOf(ASIDES)),
    at: instant(aboutThread('user.account.settings', PLAIN)),
    /** When the last message of the thread was written: from then on its period runs. */
    threadAt: instant(aboutThread('user.account.settings', PLAIN)),
  },
  indexes: [
    { keys: { inquiryId: 1, at: 1, _id: 1 } },
    { keys: { threadRef: 1 } },
    { keys: { 'authors.authorRef': 1 } },
    { keys: { threadAt: 1 }, expireAfterSeconds: GONE_SECONDS },
  ],
});

export type InquiryMessage = Recorded<typeof inquiryMessageRecord>;
export type Attachment = InquiryMessage['attachments'][number];
