import type { Connection } from 'mongoose';
import { Records } from '../../../kit/record/records.ts';
import type { Keyring } from '../../../kit/sealing/keyring.ts';
import { appealRecord } from '../appeal/appeal.record.ts';
import { cannedAnswerRecord, MOST_TITLE } from '../inbox/canned-answer.record.ts';
import { MOST_MESSAGE } from '../inquiry/correspondence.ts';
import { inquiryMessageRecord } from '../inquiry-message/inquiry-message.record.ts';
import { abuseReportRecord, MOST_SAID } from '../report/abuse-report.record.ts';
import { claimRecord } from '../verification/claim.record.ts';

/** Where somebody may be named: the companies that they belonged to, and the threads in which they, or these, took part. */
export interface Reach {
  companyIds: readonly string[];
  inquiryIds: readonly string[];
}

/** A text of a record; below a list where there is one, whose items say by whom they are. */
export interface TextPath {
  path: string;
  list: string | null;
  field: string;
  /** Where an item, or the record, names who wrote it; null: the company or staff did. */
  writer: string | null;
  most: number;
}

/** A collection in which people write of others. */
export interface MentionPlace {
  collection: string;
  records: Records<never, { _id: string }>;
  /** Null: nothing there is within reach. */
  filter(reach: Reach): object | null;
  paths: readonly TextPath[];
}

const below = (list: string, field: string, most: number, writer: string | null = null): TextPath => ({
  path: `${list}[].${field}`,
  list,
  field,
  writer,
  most,
});
const own = (field: string, most: number): TextPath => ({ path: field, list: null, field, writer: null, most });

const among = (path: string, ids: readonly string[]) => (ids.length > 0 ? { [path]: { $in: ids } } : null);

/** Every place of member where others may have written somebody's name. */
export function mentionPlaces(connection: Connection, keyring: Keyring): MentionPlace[] {
  const records = (declaration: unknown) => new Records(connection, declaration as never, keyring) as never;
  const ofCompanies = ({ companyIds }: Reach) => among('companyId', companyIds);
  return [
    {
      collection: inquiryMessageRecord.collection,
      records: records(inquiryMessageRecord),
      filter: ({ inquiryIds }) => among('inquiryId', inquiryIds),
      paths: [own('body', MOST_MESSAGE)],
    },
    {
      collection: cannedAnswerRecord.collection,
      records: records(cannedAnswerRecord),
      filter: ofCompanies,
      paths: [own('title', MOST_TITLE), own('text', MOST_MESSAGE)],
    },
    {
      collection: claimRecord.collection,
      records: records(claimRecord),
      filter: ofCompanies,
      paths: [
        below('said', 'statement', 4_000, 'writerRef'),
        below('said', 'scope', 500, 'writerRef'),
        below('words', 'text', 2_000),
        below('words', 'doesNotProve', 1_000),
      ],
    },
    {
      collection: appealRecord.collection,
      records: records(appealRecord),
      filter: ofCompanies,
      paths: [below('said', 'text', 4_000, 'writerRef'), below('words', 'text', 2_000)],
    },
    {
      collection: abuseReportRecord.collection,
      records: records(abuseReportRecord),
      filter: ({ companyIds, inquiryIds }) => {
        const ways = [among('companyId', companyIds), among('inquiryId', inquiryIds)].filter((way) => way !== null);
        return ways.length > 0 ? { $or: ways } : null;
      },
      paths: [below('said', 'text', MOST_SAID, 'reporterRef'), below('words', 'text', MOST_SAID)],
    },
  ];
}
