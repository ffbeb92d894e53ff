import { randomUUID } from 'node:crypto';
import type { ClientSession } from 'mongoose';
import {
  invalidInput,
  notAllowed,
  notFound,
  tooManyAttempts,
  type InvalidInput,
  type TooManyAttempts,
} from '../../../kit/graphql/problems.ts';
import { localIdOf } from '../../../kit/global-id/global-id.ts';
import type { Effect, Idempotency, Outcome } from '../../../kit/idempotency/idempotency.ts';
import { textFor } from '../../../kit/text/localized-text.ts';
import type { Viewer } from '../../../kit/viewer/viewer.ts';
import { accountOf } from '../../../schema/events/acting-member.ts';
import type { AccountRecord } from '../account/account.record.ts';
import type { Accounts } from '../account/accounts.ts';
import { emailFault, emailForm } from '../../../kit/mail/email-address.ts';
import type { Companies } from '../company/companies.ts';
import type { Mails } from '../mail/mails.ts';
import { mayIn, OWNERS, refused } from '../membership/company-access.ts';
import type { MemberRefusal } from '../membership/member-changes.ts';
import type { Memberships } from '../membership/memberships.ts';
import type { Roster } from '../membership/roster.ts';
import { dataRestricted } from '../restriction/data-restricted.ts';
import type { Restrictions } from '../restriction/restrictions.ts';
import { isOpen, type Invitations, type NewInvitation } from './invitations.ts';

export type InvitingRefusal = MemberRefusal | InvalidInput | TooManyAttempts;

export interface InvitingParts {
  companies: Companies;
  memberships: Memberships;
  accounts: Accounts;
  roster: Roster;
  invitations: Invitations;
  mails: Mails;
  idempotency: Idempotency;
  restrictions: Restrictions;
}

interface Request {
  viewer: Viewer;
  key: string | null | undefined;
  input: object;
}

/** In which company, and whether whoever is invited has agreed. */
interface Declared {
  companyId?: string | null;
  authorisationDeclared: boolean;
}

const NOT_DECLARED = 'Expected true, got false. Ask whoever is to be invited whether they agree, then declare it.';
/** Each invitation is a mail to somebody who did not ask for one. */
const MOST_IN_SEVEN_DAYS = 30;
const MOST_MEMBERS = 200;

/** Owners invite people to act for their company; whoever has the token and the address may accept. */
export class Inviting {
  readonly #parts: InvitingParts;

  constructor(parts: InvitingParts) {
    this.#parts = parts;
  }

  /** Done with the invitation's id as the reference. Says nothing of whether the address has an account. */
  invite(request: Request, { companyId: company, authorisationDeclared }: Declared, invited: NewInvitation) {
    return this.#once(request, 'inviteMember', async (session) => {
      const { companies, memberships, invitations, mails } = this.#parts;
      const asked = { viewer: request.viewer, company, field: 'companyId' };
      const owner = await mayIn(memberships, asked, OWNERS, session);
      if (refused(owner)) return owner;
      if (!authorisationDeclared) return invalidInput('authorisationDeclared', NOT_DECLARED);
      const email = emailForm(invited.email);
      const fault = emailFault(email);
      if (fault) return invalidInput('email', `Expected ${fault}.`);
      // Counted in the company, so that many at once do not go past the bound together.
      await memberships.changing(owner.companyId, session);
      if ((await invitations.count(owner.companyId, session)) >= MOST_IN_SEVEN_DAYS) return tooManyAttempts(86_400);
      const { invitation, token } = await invitations.add(owner, { ...invited, email }, session);
      const record = (await companies.byId(owner.companyId, session))!;
      const facts = { company: namedInMail(textFor(record.name, invited.locale)), token };
      const { invitedRef: subjectRef } = invitation;
      const mail = { to: email, subjectRef, template: 'invitation', facts, locale: invited.locale } as const;
      await mails.post(mail, session);
      return { reference: invitation._id };
    });
  }

  revoke(request: Request, invitationId: string) {
    return this.#once(request, 'revokeInvitation', async (session) => {
      const { memberships, invitations } = this.#parts;
      const asked = { viewer: request.viewer, company: null, field: 'invitationId' };
      const owner = await mayIn(memberships, asked, OWNERS, session);
      if (refused(owner)) return owner;
      const id = localIdOf('CompanyInvitation', invitationId);
      const found = id === null ? null : await invitations.byId(id, session);
      if (found?.companyId !== owner.companyId) {
        return notFound('invitationId', 'Expected an invitation of the company; there is none with this id.');
      }
      if (found.acceptedAt) return notAllowed('ACCEPTED', 'It was accepted. Remove the member instead.');
      if (!found.revokedAt) await invitations.revoke(found._id, session);
      return { reference: found._id };
    });
  }

  /** Done with the company's id as the reference. */
  accept(request: Request, token: string, leaveCurrent: boolean) {
    return this.#once(request, 'acceptInvitation', async (session) => {
      const { accounts, invitations, memberships, restrictions } = this.#parts;
      const { accountId } = accountOf(request.viewer);
      const found = await invitations.opened(token, session);
      const stands = found && isOpen(found, new Date()) && !(await restrictions.of(found.inviterRef, session));
      if (!stands) {
        return notFound('token', 'Expected the code of an invitation that stands. Ask the company for another.');
      }
      const account = await accounts.byId(accountId, session);
      if (!account || account.kind !== 'MEMBER' || emailForm(account.email) !== found.email) {
        const message = 'Expected an account with the address that was invited. Sign in with it, or ask for another.';
        return notAllowed('OTHER_ADDRESS', message);
      }
      if (account.status !== 'ACTIVE') return dataRestricted();
      const company = await this.#parts.companies.byId(found.companyId, session);
      if (!company || company.status === 'CLOSED') return notFound('token', 'The company is not there any more.');
      await memberships.changing(found.companyId, session);
      const others = await memberships.in(found.companyId, session);
      if (others.length >= MOST_MEMBERS) return notAllowed('TOO_MANY_MEMBERS', `Expected at most ${MOST_MEMBERS}.`);
      const stays = await this.#leaves(account, found.companyId, leaveCurrent, session);
      if (stays) return stays;
      const { companyId, role } = found;
      await memberships.begin({ accountId, subjectRef: account.subjectRef, companyId, role }, session);
      await invitations.accept(found._id, session);
      return { reference: companyId };
    });
  }

  /** Leaves the company that the account acts for now. Null: it acts for none any more. */
  async #leaves(account: AccountRecord, next: string, may: boolean, session: ClientSession) {
    const { companies, memberships, restrictions, roster } = this.#parts;
    const current = await memberships.of(account._id, session);
    if (!current) return null;
    if (current.companyId === next) return notAllowed('MEMBER', 'Expected somebody who does not act for it already.');
    if (!may) {
      const message = 'An account acts for one company. Ask again with `leaveCurrentCompany` to leave the one of now.';
      return notAllowed('ACTS_FOR_ANOTHER', message);
    }
    await memberships.changing(current.companyId, session);
    const alone = (await memberships.in(current.companyId, session)).length === 1;
    // Whoever left it and may come back finds it as it was.
    if (!alone || (await restrictions.isAwaited(current.companyId, session))) return roster.leave(current, session);
    await memberships.end(account._id, session);
    await companies.changeStatus(current.companyId, 'ACTIVE', 'CLOSED', session);
    return null;
  }

  #once(
    { viewer, key, input }: Request,
    mutation: string,
    effect: (session: ClientSession) => Promise<Effect | InvitingRefusal>,
  ): Promise<Outcome<InvitingRefusal>> {
    accountOf(viewer);
    return this.#parts.idempotency.once({ viewer, mutation, key: key ?? randomUUID(), input }, effect);
  }
}

/** What a company calls itself, where it cannot pass for an address of the web. */
const namedInMail = (name: string): string => name.replaceAll(/[/:@\n]/g, ' ').slice(0, 100);
