import { createHash } from 'node:crypto';
import type { ClientSession, Connection } from 'mongoose';
import { connect } from '../../kit/mongo/connect.ts';
import { ensureCollections, modelOf } from '../../kit/record/record.ts';
import type { Keyring } from '../../kit/sealing/keyring.ts';
import { newSubjectRef } from '../../kit/subject-keys/subject-ref.ts';
import { policyInForce } from '../../schema/events/policies.ts';
import { policyVersionRecord } from '../../schema/events/policy-version.record.ts';
import { CATALOG_RECORDS } from '../../subgraphs/catalog/catalog.ts';
import { productRecord } from '../../subgraphs/catalog/product/product.record.ts';
import { Accounts } from '../../subgraphs/member/account/accounts.ts';
import { Companies } from '../../subgraphs/member/company/companies.ts';
import { MEMBER_EVENTS, MEMBER_RECORDS } from '../../subgraphs/member/member.ts';
import { Memberships } from '../../subgraphs/member/membership/memberships.ts';
import { PasswordHasher } from '../../subgraphs/member/password/password-hasher.ts';
import { DEMO_ACCOUNTS, type DemoAccount } from './demo-accounts.ts';

export interface DemoOptions {
  mongoUri: string;
  keyring: Keyring;
  /** `demoPassword` reads it, and refuses production. */
  password: string;
}

/**
 * Makes the demo accounts that are not there, and gives those that are the password. Repeatable. The member owns a company that has products;
 * where no company has any, one without.
 */
export async function seedDemoAccounts({ mongoUri, keyring, password }: DemoOptions): Promise<void> {
  const [member, catalog, events] = connect(mongoUri, ['member', 'catalog', 'events']);
  try {
    await member.asPromise();
    await ensureCollections(member, MEMBER_RECORDS);
    await ensureCollections(events, [...MEMBER_EVENTS, policyVersionRecord]);
    await ensureCollections(catalog, CATALOG_RECORDS);
    const [accounts, companies, hasher] = [
      new Accounts(member, keyring),
      new Companies(member, events, keyring),
      new PasswordHasher(),
    ];
    const memberships = new Memberships(events, companies);
    const policy = await policyInForce(events, new Date());
    for (const demo of DEMO_ACCOUNTS) {
      const known = await accounts.byEmail(demo.email);
      const isUpToDate = known !== null && (await hasher.verify(known.passwordHash, password));
      const passwordHash = isUpToDate ? known.passwordHash : await hasher.hash(password);
      await member.transaction(async (session: ClientSession) => {
        const found = await accounts.byEmail(demo.email, session);
        if (found && !isUpToDate) await accounts.save({ ...found, passwordHash }, session);
        if (!found) await accounts.add(accountOf(demo, passwordHash, policy), session, new Date());
        const account = (await accounts.byEmail(demo.email, session))!;
        if (account.kind === 'STAFF' || (await memberships.of(account._id, session))) return;
        const companyId =
          (await companyWithProducts(catalog, companies)) ?? (await companies.create(DEMO_COMPANY, session))._id;
        const { _id: accountId, subjectRef } = account;
        await memberships.begin({ accountId, subjectRef, companyId, role: 'OWNER' }, session);
      });
    }
  } finally {
    await member.close();
  }
}

const DEMO_COMPANY = { name: { en: 'Demo Trading' }, country: 'TR', traderRef: null };

/** The first company by id that is shown and has a published product; null when none has. */
async function companyWithProducts(catalog: Connection, companies: Companies): Promise<string | null> {
  const published = await modelOf(catalog, productRecord)
    .find({ status: 'PUBLISHED' }, { companyId: 1 })
    .sort({ _id: 1 })
    .limit(50)
    .lean();
  const ids = [...new Set(published.map(({ companyId }) => companyId))];
  const found = await companies.shown(ids);
  return ids.find((_, index) => found[index] && !(found[index] instanceof Error)) ?? null;
}

const accountOf = ({ email, name, roles }: DemoAccount, passwordHash: string | null, policy: string | null) => ({
  _id: createHash('sha256').update(email).digest('hex').slice(0, 24),
  subjectRef: newSubjectRef(),
  kind: roles.length > 0 ? ('STAFF' as const) : ('MEMBER' as const),
  email,
  loginName: null,
  name,
  contactPerson: null,
  mobile: null,
  passwordHash,
  secondFactor: null,
  staffRoles: [...roles],
  locale: 'EN' as const,
  acceptedPolicies: roles.length === 0 && policy !== null ? [{ version: policy, at: new Date() }] : [],
  authorisationDeclaredAt: roles.length === 0 ? new Date() : null,
  status: 'ACTIVE' as const,
});
