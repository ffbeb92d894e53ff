import { globalId } from '../../../kit/global-id/global-id.ts';
import { NewsletterIssueState } from './newsletter-issue.enum.ts';
import type { NewsletterIssueRecord } from './newsletter-issue.record.ts';

/** What staff see of an issue. */
export const presentIssue = (record: NewsletterIssueRecord, maySend = true) => ({
  __typename: 'NewsletterIssue' as const,
  id: globalId('NewsletterIssue', record._id),
  newsletter: record.newsletter,
  contents: record.contents.map(({ locale, subject, text }) => ({ locale, subject, text })),
  state: NewsletterIssueState[record.state],
  sentCount: record.sent,
  skippedCount: record.skipped,
  createdAt: record.createdAt,
  sentAt: record.sentAt,
  version: record.version,
  viewerCanSend: maySend && record.state === 'DRAFT',
  viewerCanStop: maySend && record.state === 'SENDING',
});
