import { Field, ID, ObjectType } from 'type-graphql';
import { ShowsNothingPersonal } from '../../../kit/graphql/leaf-declaration.ts';
import { IdempotencyKeyReused, InvalidInput, NotAllowed, NotFound } from '../../../kit/graphql/problems.ts';
import { resultUnion } from '../../../kit/graphql/result-union.ts';
import { AlreadyDecided } from '../../../schema/events/already-decided.problem.ts';
import { NewsletterIssue } from './newsletter-issue.type.ts';

@ObjectType('DeletedNewsletterIssue', { description: 'That a draft of an issue is gone for good.' })
@ShowsNothingPersonal()
class DeletedNewsletterIssue {
  @Field(() => ID, { description: 'The id that it had; it is of nothing from now on. Never null.' })
  issueId!: string;
}

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
export const StopNewsletterIssueResult = resultUnion(
  'StopNewsletterIssueResult',
  'What came of stopping an issue: the issue, or why not.',
  () => [...outcomes(), AlreadyDecided],
);
export const DeleteNewsletterIssueResult = resultUnion(
  'DeleteNewsletterIssueResult',
  'That the draft is gone, or why it is not.',
  () => [DeletedNewsletterIssue, NotAllowed, NotFound, IdempotencyKeyReused, AlreadyDecided],
);
