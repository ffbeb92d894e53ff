import { randomBytes } from 'node:crypto';
import type { ClientSession, Connection } from 'mongoose';
import { localIdOf } from '../../../kit/global-id/global-id.ts';
import { readInput } from '../../../kit/graphql/field-fault.ts';
import { InvalidInput, notAllowed, notFound, type NotFound } from '../../../kit/graphql/problems.ts';
import type { Problem } from '../../../kit/graphql/problem.type.ts';
import type { Effect, Idempotency, Outcome } from '../../../kit/idempotency/idempotency.ts';
import type { Viewer } from '../../../kit/viewer/viewer.ts';
import { alreadyDecided, type AlreadyDecided } from '../../../schema/events/already-decided.problem.ts';
import { recordAudit } from '../../../schema/events/record-audit.ts';
import { actingStaff, staffOnly, type ActingStaff } from '../../../schema/events/staff.policy.ts';
import type { Accounts } from '../account/accounts.ts';
import type { Mails } from '../mail/mails.ts';
import { contentFor, contentsOf } from './newsletter-content.ts';
import type {
  DeleteNewsletterIssueInput,
  SaveNewsletterIssueInput,
  SendNewsletterIssueInput,
  StopNewsletterIssueInput,
  TestNewsletterIssueInput,
} from './newsletter-issue.input.ts';
import { newsletterIssueRecord, type NewsletterIssueRecord } from './newsletter-issue.record.ts';
import type { NewsletterIssues } from './newsletter-issues.ts';
import type { NewsletterSending } from './newsletter-sending.ts';

export interface NewsletterEditingParts {
  events: Connection;
  issues: NewsletterIssues;
  sending: Pick<NewsletterSending, 'wake'>;
  accounts: Accounts;
  mails: Mails;
  idempotency: Idempotency;
  now?: () => Date;
}

/** Lets staff write issues of newsletters, try them out, send them off, stop and delete them. Done with the id of the issue as the reference. */
export class NewsletterEditing {
  readonly #parts: NewsletterEditingParts;
  readonly #now: () => Date;

  constructor(parts: NewsletterEditingParts) {
    this.#parts = parts;
    this.#now = parts.now ?? (() => new Date());
  }

  /** Throws UNAUTHENTICATED for nobody. */
  save(viewer: Viewer, input: SaveNewsletterIssueInput): Promise<Outcome<Problem>> {
    return this.#once(viewer, 'saveNewsletterIssue', input, async ({ accountId: by }, session) => {
      const before = input.id == null ? null : await this.#draft(input.id, input.expectedVersion ?? 0, session);
      if (before && 'message' in before) return before;
      const contents = readInput(() => contentsOf(input.contents));
      if (contents instanceof InvalidInput) return contents;
      const now = this.#now();
      const { newsletter } = input;
      const issue: NewsletterIssueRecord = before
        ? { ...before, newsletter, contents, by, closedAt: now, version: before.version + 1 }
        : { ...blank(now), newsletter, contents, by };
      await this.#parts.issues.put(issue, session);
      return { reference: issue._id };
    });
  }

  /** Sends an issue to whoever asks alone, as readers of a language get it. */
  test(viewer: Viewer, input: TestNewsletterIssueInput): Promise<Outcome<Problem>> {
    return this.#once(viewer, 'testNewsletterIssue', input, async ({ accountId }, session) => {
      const issue = await this.#found(input.id, session);
      if ('message' in issue) return issue;
      const account = await this.#parts.accounts.byId(accountId, session);
      if (account?.status !== 'ACTIVE')
        return notAllowed('NO_ADDRESS', 'Expected somebody with an account that has an address, got one without.');
      const { email: to, subjectRef } = account;
      const { subject, text } = contentFor(issue, input.locale);
      const facts = { subject, text, token: null };
      const mail = { to, subjectRef, template: 'newsletterIssue', facts, locale: input.locale } as const;
      await this.#parts.mails.post(mail, session);
      return { reference: issue._id };
    });
  }

  /** From now on it goes to everybody who holds a subscription at this moment, and is not changed any more. */
  send(viewer: Viewer, input: SendNewsletterIssueInput): Promise<Outcome<Problem>> {
    return this.#once(viewer, 'sendNewsletterIssue', input, async (staff, session) => {
      const { issues, sending } = this.#parts;
      const draft = await this.#draft(input.id, input.expectedVersion, session);
      if ('message' in draft) return draft;
      const now = this.#now();
      const { accountId: by } = staff;
      const sentOff = { state: 'SENDING', dueAt: now, sentAt: now, closedAt: now, by } as const;
      await issues.put({ ...draft, ...sentOff, version: draft.version + 1 }, session);
      await this.#audited('NEWSLETTER_SENT', draft, staff, session);
      session.once('ended', () => sending.wake());
      return { reference: draft._id };
    });
  }

  /** From now on it is posted to nobody more. A batch that is being posted at this moment comes before it or not at all. */
  stop(viewer: Viewer, input: StopNewsletterIssueInput): Promise<Outcome<Problem>> {
    return this.#once(viewer, 'stopNewsletterIssue', input, async (staff, session) => {
      const issue = await this.#found(input.id, session);
      if ('message' in issue) return issue;
      if (issue.state !== 'SENDING') return alreadyDecided(issue.state, 'an issue that is SENDING');
      const stopped = { state: 'STOPPED', closedAt: this.#now(), by: staff.accountId } as const;
      await this.#parts.issues.put({ ...issue, ...stopped, version: issue.version + 1 }, session);
      await this.#audited('NEWSLETTER_STOPPED', issue, staff, session);
      return { reference: issue._id };
    });
  }

  /** Of drafts alone: what was sent is kept for its time. */
  delete(viewer: Viewer, input: DeleteNewsletterIssueInput): Promise<Outcome<Problem>> {
    return this.#once(viewer, 'deleteNewsletterIssue', input, async (_, session) => {
      const draft = await this.#draft(input.id, input.expectedVersion, session);
      if ('message' in draft) return draft;
      await this.#parts.issues.remove(draft._id, session);
      return { reference: draft._id };
    });
  }

  async #audited(
    action: 'NEWSLETTER_SENT' | 'NEWSLETTER_STOPPED',
    { _id: reasonRef }: NewsletterIssueRecord,
    { accountId: actor, role }: ActingStaff,
    session: ClientSession,
  ): Promise<void> {
    const told = { actor, role, action, record: newsletterIssueRecord, count: 1 } as const;
    await recordAudit(this.#parts.events, { ...told, reason: 'NEWSLETTER', reasonRef }, session);
  }

  async #found(id: string, session: ClientSession): Promise<NewsletterIssueRecord | NotFound> {
    const local = localIdOf('NewsletterIssue', id);
    const found = local && (await this.#parts.issues.byId(local, session));
    return found || notFound('id', 'Expected the id of an issue of a newsletter; there is none with this id.');
  }

  async #draft(
    id: string,
    version: number,
    session: ClientSession,
  ): Promise<NewsletterIssueRecord | NotFound | AlreadyDecided> {
    const found = await this.#found(id, session);
    if ('message' in found || (found.state === 'DRAFT' && found.version === version)) return found;
    return alreadyDecided(found.state, `version ${version} of an issue that is DRAFT`);
  }

  #once(
    viewer: Viewer,
    mutation: string,
    input: { idempotencyKey: string },
    effect: (staff: ActingStaff, session: ClientSession) => Promise<Effect | Problem>,
  ): Promise<Outcome<Problem>> {
    const staff = actingStaff('SEND_NEWSLETTERS', viewer);
    const intention = { viewer, mutation, key: input.idempotencyKey, input };
    return this.#parts.idempotency.once<Problem>(intention, async (session) =>
      staff ? effect(staff, session) : staffOnly('SEND_NEWSLETTERS'),
    );
  }
}

const blank = (now: Date) => ({
  _id: randomBytes(12).toString('hex'),
  dueAt: now,
  leasedUntil: null,
  attempts: 0,
  state: 'DRAFT' as const,
  after: null,
  sent: 0,
  skipped: 0,
  createdAt: now,
  sentAt: null,
  closedAt: now,
  version: 1,
});
