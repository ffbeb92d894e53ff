import { flag, instant, integer, oneOf, subjectRef, text } from '../../kit/record/field.ts';
import { about } from '../../kit/record/personal.ts';
import { record, type Recorded } from '../../kit/record/record.ts';

/** What a member may do in a company, from most to least. */
export const COMPANY_ROLES = ['OWNER', 'EDITOR', 'VIEWER'] as const;
export type CompanyRole = (typeof COMPANY_ROLES)[number];

const aboutMember = about({
  subject: 'subjectRef',
  purposes: ['account'],
  basis: 'contract',
  retention: 'account',
  onErasure: 'delete document',
  onExport: 'include',
  protection: 'plain',
});

/**
 * That an account acts for a company, and as what. The id is the account's: an account acts for one company at a time. The member subgraph
 * owns it and publishes it with every change, in the same transaction; others read it where it is published, at every change that is
 * asked of them, so that somebody who was removed can do nothing any more.
 */
export const membershipRecord = record({
  collection: 'memberships',
  version: 1,
  fields: {
    subjectRef: subjectRef('MEMBER', aboutMember('user.unique_id.pseudonymous')),
    companyId: text(24, aboutMember('user.workplace'), '^[0-9a-f]{24}$'),
    role: oneOf(COMPANY_ROLES, aboutMember('user.job_title')),
    /** The account acts in a way that is unlike it, and may publish and withdraw nothing before it was confirmed. */
    paused: flag(aboutMember('user.account.settings')),
    since: instant(aboutMember('user.workplace')),
    version: integer(1, 2 ** 31),
  },
  indexes: [{ keys: { companyId: 1, role: 1 } }, { keys: { subjectRef: 1 } }],
});

export type Membership = Recorded<typeof membershipRecord>;
