import { randomBytes } from 'node:crypto';
import type { ClientSession, Connection } from 'mongoose';
import { newRelayLocalPart, relayLocalPart } from '../../../kit/mail/thread/relay-address.ts';
import { readReturnPath, returnPathFor } from '../../../kit/mail/thread/return-path.ts';
import { messageIdOf } from '../../../kit/mail/thread/thread-headers.ts';
import { Records, type RecordsOf } from '../../../kit/record/records.ts';
import type { Keyring } from '../../../kit/sealing/keyring.ts';
import { relayAddressRecord, type RelayAddress, type RelaySide } from './relay-address.record.ts';

/** A buyer and a company who write to each other. */
export interface Correspondents {
  /** Of a member or a guest. */
  buyerRef: string;
  companyId: string;
}

/** What came to one of our mailboxes is for. */
export type Mailbox = { kind: 'RELAY' | 'RETURN'; relay: RelayAddress };

/** The addresses by which buyers and companies write to each other without seeing each other's. */
export class RelayAddresses {
  readonly #records: RecordsOf<typeof relayAddressRecord>;
  readonly #keyring: Keyring;
  readonly #domain: string;

  constructor(connection: Connection, keyring: Keyring, domain: string) {
    this.#records = new Records(connection, relayAddressRecord, keyring);
    this.#keyring = keyring;
    this.#domain = domain.toLowerCase();
  }

  /** The address in use that stands for a side; makes one when there is none. */
  async issue(
    { buyerRef, companyId }: Correspondents,
    side: RelaySide,
    session: ClientSession,
    now: Date,
  ): Promise<RelayAddress> {
    const inUse = { buyerRef, companyId, side, revokedAt: null };
    const [found] = await this.#records.find(inUse, { session, limit: 1 });
    if (found) return found;
    const made: RelayAddress = {
      _id: randomBytes(12).toString('hex'),
      ...inUse,
      localPart: newRelayLocalPart(),
      createdAt: now,
      lastUsedAt: now,
    };
    await this.#records.put([made], { session });
    return made;
  }

  /** The id by which a message is known in mails, whoever it goes to. */
  messageIdOf(id: string): string {
    return messageIdOf(id, this.#domain);
  }

  /** The message that such an id is of; null for an id of somebody else. */
  messageOf(messageId: string): string | null {
    const [, id, domain] = /^<([0-9a-f]{24})@([^@>]+)>$/.exec(messageId) ?? [];
    return id && domain?.toLowerCase() === this.#domain ? id : null;
  }

  /** As it is written to. */
  addressOf({ localPart }: RelayAddress): string {
    return `${localPart}@${this.#domain}`;
  }

  /** Where failures of mails come back that were sent from an address. */
  returnPathOf({ _id }: RelayAddress): Promise<string> {
    return returnPathFor(_id, this.#domain, this.#signing);
  }

  /** Whose mailbox an address is: null for one that was revoked, that nobody has, and for what is no address. */
  async mailbox(address: string): Promise<Mailbox | null> {
    const localPart = relayLocalPart(address, this.#domain);
    if (localPart) {
      const [relay] = await this.#records.whose('localPart', localPart, { limit: 1 });
      return relay && relay.revokedAt === null ? { kind: 'RELAY', relay } : null;
    }
    const id = await readReturnPath(address, this.#domain, this.#signing);
    const relay = id ? await this.#records.findById(id) : null;
    return relay && { kind: 'RETURN', relay };
  }

  /** The address by its id, revoked or not; null: it is gone. */
  byId(id: string): Promise<RelayAddress | null> {
    return this.#records.findById(id);
  }

  /** Ends the addresses of both sides: nothing is taken at them from then on. Repeatable. Answers which these are. */
  async revoke({ buyerRef, companyId }: Correspondents, session: ClientSession, now: Date): Promise<string[]> {
    const inUse = { buyerRef, companyId, revokedAt: null };
    const ended = await this.#records.collection.find(inUse, { session, projection: { _id: 1 } }).toArray();
    await this.#records.collection.updateMany(inUse, { $set: { revokedAt: now } }, { session });
    return ended.map(({ _id }) => _id);
  }

  /** A message went by them: their year begins anew. */
  async used({ buyerRef, companyId }: Correspondents, now: Date): Promise<void> {
    await this.#records.collection.updateMany({ buyerRef, companyId }, { $max: { lastUsedAt: now } });
  }

  readonly #signing = (text: string): Promise<readonly Uint8Array[]> =>
    this.#keyring.tokensOf('relayAddresses.returnPath', text);
}
