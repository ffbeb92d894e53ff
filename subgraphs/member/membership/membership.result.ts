import { IdempotencyKeyReused, NotAllowed, NotFound } from '../../../kit/graphql/problems.ts';
import { resultUnion } from '../../../kit/graphql/result-union.ts';
import { Company } from '../company/company.type.ts';
import { OwnershipOffer } from './company-member.type.ts';
import { LastOwner } from './last-owner.problem.ts';

const changed = () => [Company, NotAllowed, NotFound, LastOwner, IdempotencyKeyReused];

export const ChangeMemberRoleResult = resultUnion(
  'ChangeMemberRoleResult',
  "What came of changing a member's role: the company, with its members as they are now.",
  changed,
);
export const RemoveMemberResult = resultUnion(
  'RemoveMemberResult',
  'What came of removing a member: the company, with its members as they are now.',
  changed,
);
export const LeaveCompanyResult = resultUnion(
  'LeaveCompanyResult',
  'What came of leaving a company: the company, as everybody sees it.',
  changed,
);
export const HandOverOwnershipResult = resultUnion(
  'HandOverOwnershipResult',
  'What came of offering a company to another member.',
  () => [OwnershipOffer, NotAllowed, NotFound, IdempotencyKeyReused],
);
export const AcceptOwnershipResult = resultUnion(
  'AcceptOwnershipResult',
  'What came of accepting to own a company.',
  changed,
);
export const WithdrawOwnershipOfferResult = resultUnion(
  'WithdrawOwnershipOfferResult',
  'What came of taking back or declining the offer of a company.',
  () => [Company, NotAllowed, NotFound, IdempotencyKeyReused],
);
