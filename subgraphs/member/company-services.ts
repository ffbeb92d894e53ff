import type { Connection } from 'mongoose';
import type { Idempotency } from '../../kit/idempotency/idempotency.ts';
import type { Keyring } from '../../kit/sealing/keyring.ts';
import type { Accounts } from './account/accounts.ts';
import { CompanyHistory } from './company-history/company-history.ts';
import { CompanySlugs } from './company-slug/company-slugs.ts';
import type { Companies } from './company/companies.ts';
import { CompanyEditor, type ClaimsOfCompany } from './company/company-editor.ts';
import { Invitations } from './invitation/invitations.ts';
import { Inviting } from './invitation/inviting.ts';
import type { Mails } from './mail/mails.ts';
import { MemberChanges } from './membership/member-changes.ts';
import type { Memberships } from './membership/memberships.ts';
import { Roster } from './membership/roster.ts';
import type { Restrictions } from './restriction/restrictions.ts';

interface Parts {
  connection: Connection;
  keyring: Keyring;
  companies: Companies;
  memberships: Memberships;
  accounts: Accounts;
  mails: Mails;
  idempotency: Idempotency;
  claims: ClaimsOfCompany;
  restrictions: Restrictions;
}

/** What keeps companies and who acts for them, each made once. */
export function companyServices(parts: Parts) {
  const { connection, keyring, memberships } = parts;
  const history = new CompanyHistory(connection, keyring);
  const roster = new Roster(connection, memberships);
  const invitations = new Invitations(connection, keyring);
  return {
    history,
    roster,
    invitations,
    slugs: new CompanySlugs(connection),
    editor: new CompanyEditor({ ...parts, history }),
    memberChanges: new MemberChanges({ ...parts, roster }),
    inviting: new Inviting({ ...parts, roster, invitations }),
  };
}
