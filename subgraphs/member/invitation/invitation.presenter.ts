import { globalId } from '../../../kit/global-id/global-id.ts';
import { INVITATION_SECONDS, type InvitationRecord } from './invitation.record.ts';

/** An invitation, for owners of the company. */
export const presentInvitation = ({ _id, email, role, invitedAt, acceptedAt, revokedAt }: InvitationRecord) => ({
  __typename: 'CompanyInvitation' as const,
  invitationId: globalId('CompanyInvitation', _id),
  email,
  role,
  state: acceptedAt ? 'ACCEPTED' : revokedAt ? 'REVOKED' : 'OPEN',
  invitedAt,
  expiresAt: new Date(invitedAt.getTime() + INVITATION_SECONDS * 1_000),
});
