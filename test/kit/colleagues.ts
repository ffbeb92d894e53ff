import { randomBytes } from 'node:crypto';
import type { Connection } from 'mongoose';
import { connect } from '../../kit/mongo/connect.ts';
import { newSubjectRef } from '../../kit/subject-keys/subject-ref.ts';
import { Accounts } from '../../subgraphs/member/account/accounts.ts';
import { Companies } from '../../subgraphs/member/company/companies.ts';
import { Memberships } from '../../subgraphs/member/membership/memberships.ts';
import type { CompanyRole } from '../../schema/events/membership.record.ts';
import { globalId } from '../../kit/global-id/global-id.ts';
import type { World } from './world.ts';

/** Somebody who acts for a company, signed in for a quarter of an hour. */
export interface Colleague {
  accountId: string;
  email: string;
  /** Global id; null: acts for none. */
  companyId: string | null;
  /** Global id, as other members name them. */
  memberId: string;
  headers: { authorization: string };
}

export interface Colleagues {
  /** The owner of a company of their own. */
  owner(companyName?: string, traderRef?: string | null): Promise<Colleague>;
  /** Another member of somebody's company. */
  member(of: Colleague, role: CompanyRole): Promise<Colleague>;
  /** Somebody with an account and no company. */
  alone(email?: string): Promise<Colleague>;
  connections: readonly [Connection, Connection];
  close(): Promise<void>;
}

/** Makes members by hand, where a test is not about how they registered: accounts without a password, that act for companies. */
export async function colleaguesIn(world: World): Promise<Colleagues> {
  const connections = connect(world.servers.mongo.uri, ['member', 'events']) as [Connection, Connection];
  const [members, events] = connections;
  await members.asPromise();
  const companies = new Companies(members, events, world.keys.keyring);
  const memberships = new Memberships(events, companies);
  const accounts = new Accounts(members, world.keys.keyring);
  type Opens = { name: string; traderRef: string | null } | { of: string; role: CompanyRole } | null;
  const made = async (opens: Opens, email = `${randomBytes(6).toString('hex')}@member.example`): Promise<Colleague> => {
    const accountId = randomBytes(12).toString('hex');
    const subjectRef = newSubjectRef();
    let companyId: string | null = null;
    await members.transaction(async (session) => {
      await accounts.add(accountOf(accountId, subjectRef, email), session, new Date());
      if (!opens) return;
      const given = 'of' in opens ? { id: opens.of, role: opens.role } : null;
      const { traderRef, name } = 'of' in opens ? { traderRef: null, name: '' } : opens;
      const opened = given ? null : await companies.create({ name: { tr: name }, country: 'TR', traderRef }, session);
      const [id, role] = given ? [given.id, given.role] : [opened!._id, 'OWNER' as const];
      await memberships.begin({ accountId, subjectRef, companyId: id, role }, session);
      companyId = id;
    });
    const headers = { authorization: `Bearer ${await world.sessions.token([], accountId)}` };
    const memberId = globalId('CompanyMember', accountId);
    return { accountId, email, companyId: companyId && globalId('Company', companyId), memberId, headers };
  };
  return {
    connections,
    owner: (name = 'Anka Vana Sanayi', traderRef = null) => made({ name, traderRef }),
    member: async (of, role) => made({ of: (await memberships.of(of.accountId))!.companyId, role }),
    alone: (email) => made(null, email),
    close: () => members.close(),
  };
}

/** An account without a password. */
export const accountOf = (_id: string, subjectRef: string, email: string) => ({
  _id,
  subjectRef,
  kind: 'MEMBER' as const,
  email,
  loginName: null,
  name: `Ayşe ${email.slice(0, 4)}`,
  contactPerson: null,
  mobile: null,
  passwordHash: null,
  secondFactor: null,
  staffRoles: [],
  locale: 'EN' as const,
  acceptedPolicies: [],
  authorisationDeclaredAt: new Date(),
  status: 'ACTIVE' as const,
});
