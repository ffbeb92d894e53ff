import { randomBytes } from 'node:crypto';
import type { ClientSession, Connection, mongo } from 'mongoose';
import { modelOf } from '../../../kit/record/record.ts';
import { newSubjectRef } from '../../../kit/subject-keys/subject-ref.ts';
import { disclosureRecord, type Disclosure } from '../../../schema/events/disclosure.record.ts';
import { recordAudit } from '../../../schema/events/record-audit.ts';
import { RECIPIENTS, type RecipientCode } from '../../../schema/processing/recipients.ts';
import type { Residual } from '../certificate/erasure-certificate.ts';
import type { Mails } from '../mail/mails.ts';
import { findable, signOrder } from './deletion-order.ts';
import { erasureOrderRecord, type ErasureOrder } from './erasure-order.record.ts';

export interface RecipientOrdersParts {
  connection: Connection;
  events: Connection;
  mails: Mails;
  /** Whom each recipient wants to be written to about data protection, by its code; to the officers for those without. */
  contacts: Readonly<Partial<Record<RecipientCode, string>>>;
  officers: { email: string };
  certificateKey: string;
  publicUrl: string;
  controller: string;
  now: () => Date;
}

/** The by-law on deletion leaves thirty days for telling third parties and seeing that they act (OG 30224, art. 12). */
const ANSWER_DAYS = 30;
const DAY_MS = 86_400_000;

/** Tells recipients to delete what they got of a person who is erased. */
export class RecipientOrders {
  readonly #parts: RecipientOrdersParts;
  readonly #orders: mongo.Collection<ErasureOrder>;
  readonly #disclosures: mongo.Collection<Disclosure>;

  constructor(parts: RecipientOrdersParts) {
    this.#parts = parts;
    this.#orders = modelOf(parts.connection, erasureOrderRecord).collection as never;
    this.#disclosures = modelOf(parts.events, disclosureRecord).collection as never;
  }

  /**
   * Sends each recipient that got something of the person one order for this erasure, however often it is called; answers how many there are. To
   * be called behind the fence and before the disclosures are erased.
   */
  async send(
    { erasureId, references }: { erasureId: string; references: readonly string[] },
    session?: ClientSession,
  ): Promise<{ orders: number }> {
    const disclosed = await this.#disclosures.find({ subjectRef: { $in: [...references] } }, { session }).toArray();
    for (const recipient of new Set(disclosed.map((one) => one.recipient))) {
      const theirs = disclosed.filter((one) => one.recipient === recipient);
      const order = (own: ClientSession) => this.#send(erasureId, recipient, theirs, own);
      await (session ? order(session) : this.#parts.connection.transaction(order));
    }
    return { orders: await this.#orders.countDocuments({ erasureId }, { session }) };
  }

  /** What the recipients of an erasure still have, as far as is known; nothing once all have confirmed. */
  async residuals(erasureId: string): Promise<Residual[]> {
    const open = await this.#orders
      .find({ erasureId, state: { $ne: 'CONFIRMED' } })
      .sort({ recipient: 1 })
      .toArray();
    return open.map(({ recipient, state, dueAt }) => ({
      kind: 'RECIPIENT',
      until: null,
      reason: `${RECIPIENTS[recipient].name} was told to delete its copies by ${dueAt.toISOString().slice(0, 10)}, and ${ANSWERED[state]}.`,
    }));
  }

  async #send(erasureId: string, recipient: RecipientCode, disclosed: readonly Disclosure[], session: ClientSession) {
    const { events, mails, contacts, officers, certificateKey, publicUrl: iss, controller } = this.#parts;
    if (await this.#orders.findOne({ erasureId, recipient }, { session, projection: { _id: 1 } })) return;
    const now = this.#parts.now();
    const dueAt = new Date(now.getTime() + ANSWER_DAYS * DAY_MS);
    const _id = randomBytes(12).toString('hex');
    const said = { version: 1, iss, iat: Math.floor(now.getTime() / 1_000), controller, orderId: _id } as const;
    const { categories, name } = RECIPIENTS[recipient];
    const found = findable(disclosed);
    const document = await signOrder(
      { ...said, recipient, categories, dueBy: dueAt.toISOString(), ...found },
      certificateKey,
    );
    const copies = disclosed.reduce((sum, one) => sum + one.copies, 0);
    const sent = { state: 'SENT', sentAt: now, dueAt, answeredAt: null } as const;
    await this.#orders.insertOne({ _id, erasureId, recipient, copies, document, ...sent }, { session });
    const facts = { orderId: _id, recipient: name, dueAt: dueAt.toISOString(), document };
    // A mailbox of an organisation: under a reference of its own, for that of the person is being erased.
    const mail = { to: contacts[recipient] ?? officers.email, subjectRef: newSubjectRef(), locale: 'EN' } as const;
    await mails.post({ ...mail, template: 'deletionOrder', facts }, session, now);
    const told = { actor: 'system', role: 'SYSTEM', action: 'TELL_RECIPIENT', reason: 'SUBJECT_REQUEST' } as const;
    await recordAudit(events, { ...told, record: erasureOrderRecord, reasonRef: _id, count: 1 }, session);
  }
}

const ANSWERED = {
  SENT: 'has not answered yet',
  REFUSED: 'refused',
  NO_ANSWER: 'did not answer',
  CONFIRMED: 'confirmed',
} as const;
