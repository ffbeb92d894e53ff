import type { RecordDeclaration } from '../../../kit/record/record.ts';
import { mailRecord } from '../../../kit/mail/outgoing/mail.record.ts';
import { pushRecord } from '../alert/push.record.ts';
import { guestRecord } from '../guest/guest.record.ts';
import { inquiryMessageRecord } from '../inquiry-message/inquiry-message.record.ts';
import { inboundMailRecord } from '../relay/inbound-mail.record.ts';
import { relayAddressRecord } from '../relay/relay-address.record.ts';
import { abuseReportRecord } from '../report/abuse-report.record.ts';
import { blockedWriterRecord } from '../report/blocked-writer.record.ts';
import { pendingSubscriptionRecord } from '../subscription/pending-subscription.record.ts';
import { subscriptionRecord } from '../subscription/subscription.record.ts';
import { inquiryRecord } from './inquiry.record.ts';
import { pendingInquiryRecord } from './pending-inquiry.record.ts';

const DAY = 86_400;
/** What a sweep takes with its key, the database takes a day later, should no sweep run. */
const A_DAY_LATER = DAY;

it.each<[RecordDeclaration, string, number]>([
  [inboundMailRecord, 'receivedAt', 7 * DAY],
  [mailRecord, 'createdAt', 7 * DAY],
  [pushRecord, 'createdAt', 7 * DAY],
  [relayAddressRecord, 'lastUsedAt', 365 * DAY],
  [inquiryRecord, 'lastMessageAt', 365 * DAY + A_DAY_LATER],
  [inquiryMessageRecord, 'threadAt', 365 * DAY + A_DAY_LATER],
  [guestRecord, 'lastUsedAt', 365 * DAY + A_DAY_LATER],
  [pendingInquiryRecord, 'createdAt', 7 * DAY + A_DAY_LATER],
  [pendingSubscriptionRecord, 'createdAt', 7 * DAY + A_DAY_LATER],
  [subscriptionRecord, 'endedAt', 3_600],
  [abuseReportRecord, 'closedAt', 365 * DAY],
  [blockedWriterRecord, 'since', 365 * DAY],
])('the database lets go of $collection by itself', ({ indexes }, clock, seconds) => {
  expect(indexes).toContainEqual(expect.objectContaining({ keys: { [clock]: 1 }, expireAfterSeconds: seconds }));
});
