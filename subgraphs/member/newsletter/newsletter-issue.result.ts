import { IdempotencyKeyReused, InvalidInput, NotAllowed, NotFound } from '../../../kit/graphql/problems.ts';
import { resultUnion } from '../../../kit/graphql/result-union.ts';
import { AlreadyDecided } from '../../../schema/events/already-decided.problem.ts';
import { NewsletterIssue } from './newsletter-issue.type.ts';

const outcomes = () => [NewsletterIssue, NotAllowed, NotFound, IdempotencyKeyReused];

export const SaveNewsletterIssueResult = resultUnion(
  'SaveNewsletterIssueResult',
  'What came of writing an issue: the draft, or why not.',
  () => [...outcomes(), InvalidInput, AlreadyDecided],
);
export const TestNewsletterIssueResult = resultUnion(
  'TestNewsletterIssueResult',
  'What came of trying out an issue: the issue, or why not.',
  outcomes,
);
export const SendNewsletterIssueResult = resultUnion(
  'SendNewsletterIssueResult',
  'What came of sending off an issue: the issue, or why not.',
  () => [...outcomes(), AlreadyDecided],
);
