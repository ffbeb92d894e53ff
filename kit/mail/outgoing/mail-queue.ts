import { randomBytes } from 'node:crypto';
import { Readable } from 'node:stream';
import type { ClientSession, Connection } from 'mongoose';
import { isAboutFenced } from '../../fence/guarded.ts';
import type { Log } from '../../log/log.ts';
import { Records, type RecordsOf } from '../../record/records.ts';
import type { Keyring } from '../../sealing/keyring.ts';
import { TEXT_KEY, type Locale } from '../../text/localized-text.ts';
import { LeasedWork, type LeasedWorkParts } from '../../work/leased-work.ts';
import type { LetterFile, LetterHead } from './letter.ts';
import { mailRecord, type MailRecord } from './mail.record.ts';
import { MOST_SENT_AT_ONCE, type MailSender } from './mail-sender.ts';
import { linksTo, type MailTemplate } from './mail-template.ts';

/** What a subgraph sends, by the name under which a mail waits in the queue. */
export type MailTemplates = Readonly<Record<string, MailTemplate<never>>>;
export type FactsOf<Template> = Template extends MailTemplate<infer Facts> ? Facts : never;

/** A mail to somebody. */
export interface Mail<Templates extends MailTemplates, Name extends keyof Templates> {
  to: string;
  /** Whose address it is: the mail is sealed under their key. */
  subjectRef: string;
  template: Name;
  facts: FactsOf<Templates[Name]>;
  locale: Locale;
  /** What its head says beyond what every mail says. */
  head?: LetterHead;
  /** The relay address that it is from: `withdraw` takes it back. */
  relayAddressId?: string;
  /** Files that go with it, by reference: they are opened when it is sent. */
  attachments?: readonly { fileId: string; filename: string; contentType: string }[];
  /** Where one click ends what it is sent for (RFC 8058), below the address of the directory; absent: it is no subscription’s. */
  unsubscribe?: string;
  /** The subscription that it is sent for: ended, it is not sent any more. Absent: for none, or for several. */
  subscriptionId?: string;
}

export interface MailQueueParts {
  connection: Connection;
  keyring: Keyring;
  sender: MailSender;
  /** What links in mails begin with. */
  publicUrl: string;
  log: Log;
  /** Opens a file that goes with a mail; absent: none does. */
  open?: (fileId: string) => AsyncIterable<Buffer>;
  /** Whether somebody is written to at present; absent: everybody is. A mail to somebody who is not is dropped. */
  reach?: (mail: Pick<MailRecord, 'subjectRef' | 'template' | 'to'>) => Promise<boolean>;
  /** Writes down that a mail is handed to whoever carries it; it is not handed over where that fails. Absent: nobody writes it down. */
  disclose?: (mail: { subjectRef: string; kind: string; mailId: string | null }) => Promise<void>;
  /** The clock by which they are due. */
  now?: () => Date;
}

const LEASE_MS = 90_000;

/** The mails that wait. A mail is posted with what it tells of, in one transaction, and sent afterwards, at least once. */
export class MailQueue<Templates extends MailTemplates> {
  readonly #records: RecordsOf<typeof mailRecord>;
  readonly #work: LeasedWork;
  readonly #templates: Templates;
  readonly #parts: MailQueueParts;
  /** Those whose end wakes whoever sends. */
  readonly #waking = new WeakSet<ClientSession>();

  constructor(templates: Templates, parts: MailQueueParts) {
    this.#templates = templates;
    this.#parts = parts;
    this.#records = new Records(parts.connection, mailRecord, parts.keyring);
    this.#work = new LeasedWork({
      kind: 'mail',
      collection: this.#records.collection as unknown as LeasedWorkParts['collection'],
      run: (id) => this.#send(id),
      log: parts.log,
      now: parts.now ?? (() => new Date()),
      leaseMs: LEASE_MS,
      atOnce: MOST_SENT_AT_ONCE,
    });
  }

  /**
   * Stores a mail in the transaction of what it tells of; it is sent when that is committed. To somebody who is being erased none is: who caused it
   * need not be the one, and hears nothing of it.
   */
  async post<Name extends keyof Templates & string>(
    mail: Mail<Templates, Name>,
    session: ClientSession,
    now = this.#now(),
  ): Promise<void> {
    const { to, subjectRef, template, facts, locale, head, attachments } = mail;
    const { unsubscribe, relayAddressId, subscriptionId } = mail;
    const queued: MailRecord = {
      _id: randomBytes(12).toString('hex'),
      dueAt: now,
      leasedUntil: null,
      attempts: 0,
      subjectRef,
      to,
      template,
      facts: JSON.stringify(facts),
      ...(unsubscribe !== undefined && { unsubscribe }),
      locale,
      ...(head && { head: JSON.stringify(head) }),
      ...(relayAddressId !== undefined && { relayAddressId }),
      ...(subscriptionId !== undefined && { subscriptionId }),
      ...(attachments && { attachments: [...attachments] }),
      createdAt: now,
    };
    if (await isAboutFenced(this.#records.collection, queued)) return;
    await this.#records.put([queued], { session });
    if (this.#waking.has(session)) return;
    this.#waking.add(session);
    session.once('ended', () => this.#work.wake());
  }

  /** How many mails of a template wait; counted up to `most`. */
  waiting(template: keyof Templates & string, most: number): Promise<number> {
    return this.#records.collection.countDocuments({ template }, { limit: most });
  }

  /** Takes back what waits to be sent from relay addresses. */
  async withdraw(relayAddressIds: readonly string[], session: ClientSession): Promise<void> {
    await this.#records.collection.deleteMany({ relayAddressId: { $in: [...relayAddressIds] } }, { session });
  }

  start(): void {
    this.#work.start();
  }

  async stop(): Promise<void> {
    await this.#work.stop();
    this.#parts.sender.close();
  }

  async #send(id: string): Promise<void> {
    const mail = await this.#records.findById(id);
    if (mail && (await (this.#parts.reach?.(mail) ?? true))) {
      const template = this.#templates[mail.template] as MailTemplate<object> | undefined;
      if (!template) throw new Error(`expected a template that this release has, got ${mail.template}`);
      const write = template[TEXT_KEY[mail.locale]];
      const link = linksTo(this.#parts.publicUrl);
      const written = write(JSON.parse(mail.facts) as object, link);
      const head = JSON.parse(mail.head ?? '{}') as LetterHead;
      // By its own id only where its Message-ID is made of that.
      const mailId = head.messageId === undefined ? id : null;
      await this.#parts.disclose?.({ subjectRef: mail.subjectRef, kind: mail.template, mailId });
      const outcome = await this.#parts.sender.send({
        ...head,
        ...(mail.unsubscribe !== undefined && { listUnsubscribe: { url: link(mail.unsubscribe) } }),
        ...written,
        id,
        to: mail.to,
        attachments: this.#files(mail),
      });
      if (outcome === 'REFUSED') this.#parts.log.warn('mail refused for good', { kind: mail.template });
    }
    // Sent, or its reader is not there any more, or not written to.
    await this.#records.collection.deleteOne({ _id: id });
  }

  #files({ attachments = [] }: MailRecord): LetterFile[] {
    const { open } = this.#parts;
    if (attachments.length > 0 && !open) throw new Error('expected files of mails to be kept somewhere, they are not');
    return attachments.map(({ fileId, filename, contentType }) => ({
      filename,
      contentType,
      content: Readable.from(open!(fileId)),
    }));
  }

  #now(): Date {
    return this.#parts.now?.() ?? new Date();
  }
}
