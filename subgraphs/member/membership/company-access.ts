import type { ClientSession } from 'mongoose';
import { notAllowed, notFound, NotAllowed, NotFound } from '../../../kit/graphql/problems.ts';
import { localIdOf } from '../../../kit/global-id/global-id.ts';
import { accountOf, type ActingMember } from '../../../schema/events/acting-member.ts';
import type { CompanyRole } from '../../../schema/events/membership.record.ts';
import type { Viewer } from '../../../kit/viewer/viewer.ts';
import type { Memberships } from './memberships.ts';

/** The roles that may change a company and its offers. */
export const EDITORS: readonly CompanyRole[] = ['OWNER', 'EDITOR'];
export const OWNERS: readonly CompanyRole[] = ['OWNER'];
export const EVERYBODY: readonly CompanyRole[] = ['OWNER', 'EDITOR', 'VIEWER'];

export interface Asked {
  viewer: Viewer;
  /** The company that the input names, as a global id; null or undefined: the one that the account acts for. */
  company: string | null | undefined;
  /** Path of that id in the input. */
  field: string;
}

/**
 * Whether somebody may do what takes one of some roles in a company: then who they are there, else the problem. A company that they do not
 * act for is not found. Throws UNAUTHENTICATED for nobody.
 */
export async function mayIn(
  memberships: Memberships,
  { viewer, company, field }: Asked,
  roles: readonly CompanyRole[],
  session?: ClientSession,
): Promise<ActingMember | NotAllowed | NotFound> {
  const { accountId } = accountOf(viewer);
  const member = await memberships.of(accountId, session);
  if (company != null && (!member || localIdOf('Company', company) !== member.companyId)) {
    return notFound(field, 'Expected the id of a company that you act for; there is none with this id.');
  }
  if (!member)
    return notAllowed('NO_COMPANY', 'Expected somebody who acts for a company. Register one, or be invited.');
  if (!roles.includes(member.role)) {
    const [reason, who] = roles === OWNERS ? ['NOT_OWNER', 'an owner'] : ['VIEWER_ONLY', 'an owner or an editor'];
    return notAllowed(reason, `Expected ${who} of the company, got somebody who is not. Ask an owner for it.`);
  }
  if (member.paused && roles !== EVERYBODY) {
    return notAllowed(
      'PAUSED',
      'Changes of this account are paused. Confirm by the mail that was sent that it is you.',
    );
  }
  const { subjectRef, companyId, role, paused } = member;
  return { accountId, subjectRef, companyId, role, paused };
}

/** Whether it was refused. */
export const refused = (may: object): may is NotAllowed | NotFound =>
  may instanceof NotAllowed || may instanceof NotFound;
