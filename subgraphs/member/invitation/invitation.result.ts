import {
  IdempotencyKeyReused,
  InvalidInput,
  NotAllowed,
  NotFound,
  TooManyAttempts,
} from '../../../kit/graphql/problems.ts';
import { resultUnion } from '../../../kit/graphql/result-union.ts';
import { Company } from '../company/company.type.ts';
import { LastOwner } from '../membership/last-owner.problem.ts';
import { CompanyInvitation } from './company-invitation.type.ts';

export const InviteMemberResult = resultUnion('InviteMemberResult', 'What came of inviting somebody.', () => [
  CompanyInvitation,
  InvalidInput,
  NotAllowed,
  NotFound,
  TooManyAttempts,
  IdempotencyKeyReused,
]);
export const RevokeInvitationResult = resultUnion(
  'RevokeInvitationResult',
  'What came of taking an invitation back.',
  () => [CompanyInvitation, NotAllowed, NotFound, IdempotencyKeyReused],
);
export const AcceptInvitationResult = resultUnion(
  'AcceptInvitationResult',
  'What came of accepting an invitation: the company that the account acts for from now on.',
  () => [Company, NotAllowed, NotFound, LastOwner, IdempotencyKeyReused],
);
