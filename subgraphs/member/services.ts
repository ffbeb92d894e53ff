import type { Connection } from 'mongoose';
import type { Log } from '../../kit/log/log.ts';
import { Idempotency } from '../../kit/idempotency/idempotency.ts';
import type { Keyring } from '../../kit/sealing/keyring.ts';
import { Accounts } from './account/accounts.ts';
import { Companies } from './company/companies.ts';
import { MailSender } from './mail/mail-sender.ts';
import { Mails } from './mail/mails.ts';
import { Memberships } from './membership/memberships.ts';
import { PasswordHasher } from './password/password-hasher.ts';

export interface MemberParts {
  connection: Connection;
  /** The database in which events are published, of the same deployment. */
  events: Connection;
  /** The data keys of the people whom companies name, and of those who have accounts. */
  keyring: Keyring;
  /** Signs session tokens: Ed25519, PKCS #8 PEM. */
  sessionKey: string;
  /** Where mail is handed over (smtp://…), whom it comes from, and the address of the directory that links in it begin with. */
  mail: { smtp: string; from: string; publicUrl: string };
  log: Log;
}

/** What does the work of the member subgraph, each made once. */
export function memberServices({ connection, events, keyring, mail, log }: MemberParts) {
  const companies = new Companies(connection, events, keyring);
  const memberships = new Memberships(events, companies);
  const accounts = new Accounts(connection, keyring);
  const idempotency = new Idempotency(connection, keyring);
  const hasher = new PasswordHasher();
  const mails = new Mails({ connection, keyring, sender: new MailSender(mail), publicUrl: mail.publicUrl, log });
  return { companies, memberships, accounts, idempotency, hasher, mails };
}

export type MemberServices = ReturnType<typeof memberServices>;
