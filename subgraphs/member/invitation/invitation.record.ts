import { binary, instant, nullable, oneOf, subjectRef, text } from '../../../kit/record/field.ts';
import { about } from '../../../kit/record/personal.ts';
import { record, type Recorded } from '../../../kit/record/record.ts';
import { LOCALES } from '../../../kit/text/localized-text.ts';
import { COMPANY_ROLES } from '../../../schema/events/membership.record.ts';
import { emailForm } from '../../../kit/mail/email-address.ts';

/** How long an invitation can be accepted, and how long it is kept. */
export const INVITATION_SECONDS = 7 * 86_400;

/** Whoever is invited has no account, or none that we know of: their address was not proven by them. */
const aboutInvited = about({
  subject: 'invitedRef',
  purposes: ['account'],
  basis: 'legitimate interest',
  retention: 'unproven registration',
  since: 'invitedAt',
  onErasure: 'delete document',
  onExport: 'include',
  protection: 'encrypted',
});
const PLAIN = { protection: 'plain' } as const;
const aboutInviting = about({
  subject: 'inviterRef',
  purposes: ['account'],
  basis: 'contract',
  retention: 'unproven registration',
  since: 'invitedAt',
  onErasure: 'delete document',
  onExport: 'exclude of others',
  protection: 'plain',
});

/** That an owner invited somebody to act for a company. Whoever reads the mail has the token; here is its hash alone. */
export const invitationRecord = record({
  collection: 'invitations',
  version: 1,
  fields: {
    companyId: text(24, undefined, '^[0-9a-f]{24}$'),
    invitedRef: subjectRef('GUEST', aboutInvited('user.unique_id.pseudonymous', PLAIN)),
    /** In the form of `emailForm`. */
    email: text(254, aboutInvited('user.contact.email')),
    role: oneOf(COMPANY_ROLES, aboutInvited('user.job_title', PLAIN)),
    locale: oneOf(LOCALES, aboutInvited('user.account.settings', PLAIN)),
    /** SHA-256 of the token. */
    tokenHash: binary(32),
    inviterRef: subjectRef('MEMBER', aboutInviting('user.unique_id.pseudonymous')),
    /** When it was sent, and that whoever is invited has agreed was declared. */
    invitedAt: instant(),
    /** Null: neither yet. */
    acceptedAt: nullable(instant()),
    revokedAt: nullable(instant()),
  },
  indexes: [
    { keys: { tokenHash: 1 }, unique: true },
    { keys: { companyId: 1, invitedAt: -1 } },
    { keys: { invitedRef: 1 } },
    { keys: { inviterRef: 1 } },
    { keys: { invitedAt: 1 }, expireAfterSeconds: INVITATION_SECONDS },
  ],
  lookups: { emailTokens: { of: 'email', form: emailForm } },
});

export type InvitationRecord = Recorded<typeof invitationRecord>;
