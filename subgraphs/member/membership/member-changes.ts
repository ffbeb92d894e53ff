import { randomUUID } from 'node:crypto';
import type { ClientSession } from 'mongoose';
import type { NotAllowed, NotFound } from '../../../kit/graphql/problems.ts';
import { notAllowed, notFound } from '../../../kit/graphql/problems.ts';
import type { Effect, Idempotency, Outcome } from '../../../kit/idempotency/idempotency.ts';
import { textFor } from '../../../kit/text/localized-text.ts';
import type { ActingMember } from '../../../schema/events/acting-member.ts';
import type { CompanyRole, Membership } from '../../../schema/events/membership.record.ts';
import type { Viewer } from '../../../kit/viewer/viewer.ts';
import type { Accounts } from '../account/accounts.ts';
import type { Companies } from '../company/companies.ts';
import type { Mails } from '../mail/mails.ts';
import { EVERYBODY, mayIn, OWNERS, refused } from './company-access.ts';
import type { LastOwner } from './last-owner.problem.ts';
import type { Memberships } from './memberships.ts';
import type { Roster } from './roster.ts';

export type MemberRefusal = NotAllowed | NotFound | LastOwner;

/** Somebody's request to change who acts for a company. */
export interface MemberRequest {
  viewer: Viewer;
  mutation: string;
  /** The company, as a global id; absent: the one that whoever asks acts for. */
  companyId?: string;
  key: string | null | undefined;
  input: object;
}

export interface MemberChangesParts {
  companies: Companies;
  memberships: Memberships;
  accounts: Accounts;
  roster: Roster;
  mails: Mails;
  idempotency: Idempotency;
}

type Work = (member: ActingMember, session: ClientSession) => Promise<MemberRefusal | Effect>;

/** What members change of who acts for their company, each request once. Done with the company's id as the reference. */
export class MemberChanges {
  readonly #parts: MemberChangesParts;

  constructor(parts: MemberChangesParts) {
    this.#parts = parts;
  }

  changeRole(request: MemberRequest, memberId: string, role: CompanyRole): Promise<Outcome<MemberRefusal>> {
    return this.#once(request, OWNERS, async (owner, session) =>
      effectOf(owner, await this.#parts.roster.changeRole(owner, memberId, role, session)),
    );
  }

  remove(request: MemberRequest, memberId: string): Promise<Outcome<MemberRefusal>> {
    return this.#once(request, OWNERS, async (owner, session) =>
      effectOf(owner, await this.#parts.roster.remove(owner, memberId, session)),
    );
  }

  leave(request: MemberRequest): Promise<Outcome<MemberRefusal>> {
    return this.#once(request, EVERYBODY, async (member, session) => {
      const membership = (await this.#parts.memberships.of(member.accountId, session))!;
      return effectOf(member, await this.#parts.roster.leave(membership, session));
    });
  }

  /** The member to whom it is offered is told by mail. */
  offer(request: MemberRequest, memberId: string): Promise<Outcome<MemberRefusal>> {
    return this.#once(request, OWNERS, async (owner, session) => {
      const heir = await this.#parts.roster.offer(owner, memberId, session);
      if (!('_id' in heir)) return heir;
      await this.#tell(heir, session);
      return { reference: owner.companyId };
    });
  }

  accept(request: MemberRequest): Promise<Outcome<MemberRefusal>> {
    return this.#once(request, EVERYBODY, async (member, session) =>
      member.paused
        ? notAllowed('PAUSED', 'Changes of this account are paused. Confirm by the mail that was sent that it is you.')
        : effectOf(member, await this.#parts.roster.accept(member, session)),
    );
  }

  /** By an owner, or by the member to whom it was offered. */
  withdrawOffer(request: MemberRequest): Promise<Outcome<MemberRefusal>> {
    return this.#once(request, EVERYBODY, async (member, session) => {
      const offer = await this.#parts.roster.offerOf(member.companyId, session);
      if (offer && offer.toAccount !== member.accountId && member.role !== 'OWNER') {
        return notAllowed('NOT_OWNER', 'Expected an owner of the company, or the member to whom it is offered.');
      }
      await this.#parts.roster.withdrawOffer(member.companyId, session);
      return { reference: member.companyId };
    });
  }

  #once(request: MemberRequest, roles: readonly CompanyRole[], work: Work): Promise<Outcome<MemberRefusal>> {
    const { viewer, mutation, key, input, companyId: company } = request;
    return this.#parts.idempotency.once<MemberRefusal>(
      { viewer, mutation, key: key ?? randomUUID(), input },
      async (session) => {
        const asked = { viewer, company, field: 'companyId' };
        const member = await mayIn(this.#parts.memberships, asked, roles, session);
        return refused(member) ? member : work(member, session);
      },
    );
  }

  async #tell({ _id, companyId, subjectRef }: Membership, session: ClientSession): Promise<void> {
    const account = await this.#parts.accounts.byId(_id, session);
    const company = await this.#parts.companies.byId(companyId, session);
    if (!account || !company) return;
    const { email: to, locale } = account;
    const facts = { company: textFor(company.name, locale) };
    await this.#parts.mails.post({ to, subjectRef, template: 'ownershipOffered', facts, locale }, session);
  }
}

const effectOf = ({ companyId }: ActingMember, problem: MemberRefusal | null): MemberRefusal | Effect =>
  problem ?? { reference: companyId };

/** The answer for a company that is not there to be shown any more. */
export const companyGone = (): NotFound =>
  notFound('companyId', 'Expected a company that is shown, or that whoever asks acts for; it is not any more.');
