import type { ClientSession, Connection } from 'mongoose';
import type { Log } from '../../../kit/log/log.ts';
import { LeasedWork, type LeasedWorkParts, type Renew } from '../../../kit/work/leased-work.ts';
import type { Mails } from '../mail/mails.ts';
import type { Identities } from '../subscription/subscriber-identities.ts';
import { endingToken, type Subscriptions } from '../subscription/subscriptions.ts';
import { contentFor } from './newsletter-content.ts';
import type { NewsletterIssueRecord } from './newsletter-issue.record.ts';
import type { NewsletterIssues } from './newsletter-issues.ts';

export interface NewsletterSendingParts {
  connection: Connection;
  issues: NewsletterIssues;
  subscriptions: Subscriptions;
  identities: Identities;
  mails: Mails;
  log: Log;
  now?: () => Date;
}

/** Subscriptions of one transaction. */
const BATCH = 50;
/** While so many wait to be sent, no more are posted: other mails must not stand behind them. */
const MOST_WAITING = 200;
const REST_MS = 2_000;

/**
 * Sends issues of newsletters: goes through the subscriptions in the order of their ids, and posts the mails of a batch in the transaction that stores how far it came.
 * So each subscription is looked at once, whichever process is killed when; and while it lives alone, because the telling is counted in it.
 */
export class NewsletterSending {
  readonly #parts: NewsletterSendingParts;
  readonly #work: LeasedWork;
  readonly #now: () => Date;

  constructor(parts: NewsletterSendingParts) {
    this.#parts = parts;
    this.#now = parts.now ?? (() => new Date());
    this.#work = new LeasedWork({
      kind: 'newsletter',
      collection: parts.issues.collection as unknown as LeasedWorkParts['collection'],
      filter: { state: 'SENDING' },
      run: (id, renew, stopping) => this.#send(id, renew, stopping),
      log: parts.log,
      now: this.#now,
    });
  }

  start(): void {
    this.#work.start();
  }

  stop(): Promise<void> {
    return this.#work.stop();
  }

  wake(): void {
    this.#work.wake();
  }

  async #send(id: string, renew: Renew, stopping: AbortSignal): Promise<void> {
    const { mails, issues } = this.#parts;
    while (!stopping.aborted) {
      if ((await mails.waiting('newsletterIssue', MOST_WAITING)) >= MOST_WAITING) {
        const later = new Date(this.#now().getTime() + REST_MS);
        await issues.collection.updateOne({ _id: id }, { $set: { dueAt: later, attempts: 0 } });
        return;
      }
      if (await this.postBatch(id)) return;
      await renew();
    }
  }

  /** Posts the next mails of an issue; true: that was all. Repeatable, and by several at once. */
  async postBatch(id: string): Promise<boolean> {
    const { connection, issues, subscriptions } = this.#parts;
    let isOver = true;
    await connection.transaction(async (session: ClientSession) => {
      const issue = await issues.byId(id, session);
      isOver = issue?.state !== 'SENDING';
      if (!issue || isOver) return;
      const ids = await subscriptions.toNewsletter(issue.newsletter, issue.after, BATCH, session);
      let sent = 0;
      for (const one of ids) if (await this.#post(issue, one, session)) sent++;
      isOver = ids.length < BATCH;
      const over = isOver && { state: 'SENT' as const, closedAt: this.#now() };
      const came = { ...over, after: ids.at(-1) ?? issue.after, attempts: 0 };
      const counted = { sent, skipped: ids.length - sent, version: 1 };
      await issues.collection.updateOne({ _id: id }, { $set: came, $inc: counted }, { session });
    });
    return isOver;
  }

  /** Whether a mail was posted: to whoever holds the subscription now, can be reached, and gets it by no other of theirs. */
  async #post(issue: NewsletterIssueRecord, id: string, session: ClientSession): Promise<boolean> {
    const { subscriptions, identities, mails } = this.#parts;
    const subscription = await subscriptions.telling(id, session);
    if (!subscription || subscription.createdAt > issue.sentAt!) return false;
    if (await subscriptions.hasEarlier(subscription, session)) return false;
    const { holderKind, holderId, subjectRef, locale } = subscription;
    const to = await identities[holderKind].addressOf(holderId, session);
    if (!to) return false;
    const token = endingToken(subscription);
    const { subject, text } = contentFor(issue, locale);
    const facts = { subject, text, token };
    const ending = { unsubscribe: `unsubscribe/${token}`, subscriptionId: id };
    await mails.post({ to, subjectRef, template: 'newsletterIssue', facts, locale, ...ending }, session);
    return true;
  }
}
