import { createHash } from 'node:crypto';
import type { ClientSession, Connection } from 'mongoose';
import { Fenced } from '../../../kit/fence/fenced.ts';
import { fieldOf, headOf, messageIdsIn } from '../../../kit/mail/inbound/mail-head.ts';
import { MailRefused, type TakenMail } from '../../../kit/mail/inbound/taken-mail.ts';
import type { Log } from '../../../kit/log/log.ts';
import { Records, type RecordsOf } from '../../../kit/record/records.ts';
import type { Keyring } from '../../../kit/sealing/keyring.ts';
import { LeasedWork, type LeasedWorkParts } from '../../../kit/work/leased-work.ts';
import { inboundMailRecord, type InboundMail } from './inbound-mail.record.ts';
import type { Allowances } from '../../../kit/allowance/allowances.ts';
import type { Mailbox, RelayAddresses } from './relay-addresses.ts';
import { relayMail, type RelayedMailParts } from './relayed-mail.ts';

export interface InboundMailsParts extends RelayedMailParts {
  connection: Connection;
  keyring: Keyring;
  addresses: RelayAddresses;
  /** Counts what comes to each mailbox; nothing is counted when absent. */
  allowances?: Pick<Allowances, 'take'>;
  log: Log;
  now?: () => Date;
}

const LEASE_MS = 120_000;
/** To one mailbox: each may be told to twenty people. */
const MOST_AN_HOUR = 60;

/** The mails that came in: stored before they are acknowledged, handled afterwards, at least once, and told apart so that each counts once. */
export class InboundMails {
  readonly #records: RecordsOf<typeof inboundMailRecord>;
  readonly #work: LeasedWork;
  readonly #parts: InboundMailsParts;

  constructor(parts: InboundMailsParts) {
    this.#parts = parts;
    this.#records = new Records(parts.connection, inboundMailRecord, parts.keyring);
    this.#work = new LeasedWork({
      kind: 'inbound mail',
      collection: this.#records.collection as unknown as LeasedWorkParts['collection'],
      filter: { handledAt: null },
      run: (id) => this.#handle(id),
      log: parts.log,
      now: () => this.#now(),
      leaseMs: LEASE_MS,
    });
  }

  start(): void {
    this.#work.start();
  }

  stop(): Promise<void> {
    return this.#work.stop();
  }

  /** Stores a mail for each mailbox that it is to; when it resolves, nothing of it can be lost. Throws MailRefused for what is no mail, and for others that come too often: then none of it is stored. */
  async take(mail: TakenMail): Promise<void> {
    const head = headOf(mail.raw);
    if (!head) throw new MailRefused(554, 'Expected a head of at most 64 kB and 300 fields');
    const messageId = messageIdsIn(fieldOf(head, 'message-id'))[0] ?? hashOf(mail.raw);
    const found = await Promise.all(mail.recipients.map((recipient) => this.#parts.addresses.mailbox(recipient)));
    // One may have been revoked a moment ago.
    const mailboxes = found.filter((mailbox) => mailbox !== null);
    for (const { relay } of mailboxes) await this.#count(relay._id);
    for (const mailbox of mailboxes) await this.#store(mail, messageId, mailbox);
    this.#work.wake();
  }

  async #count(relayAddressId: string): Promise<void> {
    const { allowances } = this.#parts;
    if (!allowances || (await allowances.take('inbound mail', relayAddressId, MOST_AN_HOUR, this.#now()))) return;
    throw new Error(`expected at most ${MOST_AN_HOUR} mails an hour to one mailbox, got more`);
  }

  /** A mail that came before, to the same mailbox, is there already, and nothing is stored. */
  async #store(mail: TakenMail, messageId: string, { kind, relay }: Mailbox): Promise<void> {
    const now = this.#now();
    const { buyerRef: subjectRef, _id: relayAddressId } = relay;
    const arrived: InboundMail = {
      _id: hashOf(Buffer.from(`${relayAddressId}\n${kind}\n${messageId}`)).slice(0, 32),
      dueAt: now,
      leasedUntil: null,
      attempts: 0,
      subjectRef,
      relayAddressId,
      isReturn: kind === 'RETURN',
      raw: mail.raw,
      envelopeFrom: mail.envelopeFrom.slice(0, 320),
      clientAddress: mail.clientAddress.slice(0, 45),
      clientName: mail.clientName.slice(0, 300),
      receivedAt: now,
      handledAt: null,
    };
    const storing = this.#parts.connection.transaction(async (session: ClientSession) => {
      if (await this.#records.collection.findOne({ _id: arrived._id }, { session, projection: { _id: 1 } })) return;
      await this.#records.put([arrived], { session });
    });
    // To somebody who is being erased nobody writes any more, as to an address that was revoked.
    await storing.catch((error: Error) => {
      if (!(error instanceof Fenced)) throw error;
    });
  }

  async #handle(id: string): Promise<void> {
    const arrived = await this.#records.findById(id);
    const relay = arrived && (await this.#parts.addresses.byId(arrived.relayAddressId));
    const outcome =
      arrived?.raw && relay ? await relayMail(arrivalOf(arrived, arrived.raw, relay), this.#parts) : 'NOBODY';
    const done = { handledAt: this.#now(), raw: null, envelopeFrom: null, clientAddress: null, clientName: null };
    await this.#records.collection.updateOne({ _id: id }, { $set: done });
    this.#parts.log.info('inbound mail handled', { kind: outcome });
  }

  #now(): Date {
    return this.#parts.now?.() ?? new Date();
  }
}

function arrivalOf(arrived: InboundMail, raw: Uint8Array, relay: Mailbox['relay']) {
  const { _id: id, isReturn, envelopeFrom, clientAddress, clientName, receivedAt } = arrived;
  const sender = { envelopeFrom: envelopeFrom ?? '', clientAddress: clientAddress ?? '', clientName: clientName ?? '' };
  const mail = { raw: Buffer.from(raw), recipients: [], ...sender };
  return { id, relay, isReturn, mail, receivedAt };
}

const hashOf = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');
