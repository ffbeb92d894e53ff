import type { Connection } from 'mongoose';
import type { PersonReference } from '../../kit/participation/participant.ts';
import { createLog } from '../../kit/log/log.ts';
import { MailSender } from '../../kit/mail/outgoing/mail-sender.ts';
import { connect } from '../../kit/mongo/connect.ts';
import type { AccountRecord } from '../../subgraphs/member/account/account.record.ts';
import { Accounts } from '../../subgraphs/member/account/accounts.ts';
import { Companies } from '../../subgraphs/member/company/companies.ts';
import { Mails } from '../../subgraphs/member/mail/mails.ts';
import { Memberships } from '../../subgraphs/member/membership/memberships.ts';
import { AccountStop } from '../../subgraphs/member/restriction/account-stop.ts';
import { Restricting } from '../../subgraphs/member/restriction/restricting.ts';
import { Restrictions } from '../../subgraphs/member/restriction/restrictions.ts';
import { SecurityLog } from '../../subgraphs/member/security-log/security-log.ts';
import { RefreshTokens } from '../../subgraphs/member/session/refresh-tokens.ts';
import { Sessions } from '../../subgraphs/member/session/sessions.ts';
import { Subscriptions } from '../../subgraphs/member/subscription/subscriptions.ts';
import type { World } from './world.ts';

export interface RestrictingHere {
  restricting: Restricting;
  accounts: Accounts;
  companies: Companies;
  connections: readonly [Connection, Connection];
  /** Whoever has an address, and by which reference they are stopped. */
  person(email: string): Promise<{ account: AccountRecord; references: PersonReference[] }>;
  /** Posts a mail that tells nothing, as whatever the directory does would. */
  mailTo(account: AccountRecord, template: 'passwordChanged'): Promise<void>;
  close(): Promise<void>;
}

/** Stops and takes up again what is done with people's data, from another process than those of the world. */
export async function restrictingIn(world: Pick<World, 'servers' | 'keys' | 'sessions'>): Promise<RestrictingHere> {
  const connections = connect(world.servers.mongo.uri, ['member', 'events']) as [Connection, Connection];
  const [connection, events] = connections;
  const { keyring } = world.keys;
  await connection.asPromise();
  const accounts = new Accounts(connection, keyring);
  const companies = new Companies(connection, events, keyring);
  const memberships = new Memberships(events, companies);
  const securityLog = new SecurityLog(connection, keyring);
  const sessions = new Sessions({ connection, events, keyring, tokens: new RefreshTokens(world.sessions.privateKey) });
  const accountStop = new AccountStop({ accounts, companies, memberships, securityLog, sessions });
  const subscriptions = new Subscriptions(connection, events, keyring);
  const restrictions = new Restrictions(connection);
  const sender = new MailSender({ smtp: 'smtp://127.0.0.1:1', from: 'directory@directory.example' });
  const log = createLog('test', () => undefined);
  const mails = new Mails({ connection, keyring, sender, publicUrl: 'https://directory.example', log });
  return {
    restricting: new Restricting({ connection, accounts, accountStop, companies, restrictions, subscriptions }),
    accounts,
    companies,
    connections,
    async person(email) {
      const account = (await accounts.byEmail(email))!;
      return { account, references: [{ ref: account.subjectRef, kind: 'ANYBODY' }] };
    },
    async mailTo({ email: to, subjectRef, locale }, template) {
      await connection.transaction((session) => mails.post({ to, subjectRef, template, facts: {}, locale }, session));
    },
    close: () => connection.close(),
  };
}
