import type { ClientSession, Connection } from 'mongoose';
import type { Client } from '../../../kit/viewer/client.ts';
import type { AccountRecord } from '../account/account.record.ts';
import type { Accounts } from '../account/accounts.ts';
import type { Mails } from '../mail/mails.ts';
import { maySignIn } from '../restriction/restriction.policy.ts';
import type { SecurityEventKind } from '../security-log/security-event.record.ts';
import type { SecurityLog } from '../security-log/security-log.ts';
import type { IssueTokens, Tokens } from './access-tokens.ts';
import type { SessionRecord } from './session.record.ts';
import type { Sessions } from './sessions.ts';

export interface SessionCareParts {
  connection: Connection;
  accounts: Accounts;
  sessions: Sessions;
  securityLog: SecurityLog;
  mails: Mails;
  issue: IssueTokens;
}

/** Goes on with sessions and ends them, and tells their holders. */
export class SessionCare {
  readonly #parts: SessionCareParts;

  constructor(parts: SessionCareParts) {
    this.#parts = parts;
  }

  /** Null: the token goes on with nothing. One that somebody else must have as well ends its session, and its holder is told by mail. */
  async refreshed(refreshToken: string, client: Client): Promise<{ account: AccountRecord; tokens: Tokens } | null> {
    const { sessions, accounts, issue } = this.#parts;
    const outcome = await sessions.refresh(refreshToken);
    if (outcome.kind === 'none') return null;
    const account = await accounts.byId(outcome.accountId);
    if (outcome.kind === 'refreshed' && account && maySignIn(account))
      return { account, tokens: await issue(outcome, account.staffRoles) };
    await this.#endStolen(outcome.accountId, outcome.sessionId, account, client);
    return null;
  }

  /** Those of an account, the last used first. */
  of(accountId: string): Promise<SessionRecord[]> {
    return this.#parts.sessions.of(accountId);
  }

  /** One of an account; null when it is somebody else's, or ended. */
  one(accountId: string, sessionId: string): Promise<SessionRecord | null> {
    return this.#parts.sessions.one(accountId, sessionId);
  }

  /** Whose session a refresh token is of; null: of none that holds. */
  ofToken(refreshToken: string): Promise<{ sessionId: string; accountId: string } | null> {
    return this.#parts.sessions.ofToken(refreshToken);
  }

  /** Whether the account had such a session; it is ended everywhere. */
  async end(
    { accountId, sessionId }: { accountId: string; sessionId: string },
    kind: SecurityEventKind,
    client: Client,
    session: ClientSession,
  ): Promise<boolean> {
    const ended = await this.#parts.sessions.end(accountId, sessionId, session);
    if (ended) await this.#note(accountId, kind, client, session);
    return ended;
  }

  /** Ends all sessions of an account but one. */
  async endOthers(accountId: string, except: string, client: Client, session: ClientSession): Promise<void> {
    const ended = await this.#parts.sessions.endAll(accountId, { except }, session);
    if (ended > 0) await this.#note(accountId, 'OTHER_SESSIONS_ENDED', client, session);
  }

  async #endStolen(accountId: string, sessionId: string, account: AccountRecord | null, client: Client): Promise<void> {
    const { connection, sessions, securityLog, mails } = this.#parts;
    await connection.transaction(async (session) => {
      // Of several requests with it one ends the session, and tells.
      if (!(await sessions.end(accountId, sessionId, session)) || !account || !maySignIn(account)) return;
      await securityLog.note(account, 'TOKEN_REUSED', client, session);
      const { email: to, subjectRef, locale } = account;
      const facts = { network: client.network, device: client.device, at: new Date().toISOString() };
      await mails.post({ to, subjectRef, template: 'tokenReused', facts, locale }, session);
    });
  }

  async #note(accountId: string, kind: SecurityEventKind, client: Client, session: ClientSession): Promise<void> {
    const account = await this.#parts.accounts.byId(accountId, session);
    if (account) await this.#parts.securityLog.note(account, kind, client, session);
  }
}
