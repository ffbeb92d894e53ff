import type { ClientSession, Connection, mongo } from 'mongoose';
import { notAllowed, type NotAllowed } from '../../../kit/graphql/problems.ts';
import type { Keyring } from '../../../kit/sealing/keyring.ts';
import { emailForm } from '../../../kit/mail/email-address.ts';
import { blockedWriterRecord } from './blocked-writer.record.ts';

/** Somebody who writes inquiries, by what we know of them. */
export interface Writer {
  accountId?: string | null;
  email?: string | null;
}

/** Who may send no inquiries. */
export class BlockedWriters {
  readonly #stored: mongo.Collection<{ _id: string; since: Date }>;
  readonly #keyring: Keyring;

  constructor(connection: Connection, keyring: Keyring) {
    this.#stored = connection.collection(blockedWriterRecord.collection) as never;
    this.#keyring = keyring;
  }

  async block(writer: Writer, session: ClientSession, now: Date): Promise<void> {
    for (const [_id] of await this.#idsOf(writer))
      await this.#stored.updateOne({ _id: _id! }, { $set: { since: now } }, { upsert: true, session });
  }

  async has(writer: Writer, session?: ClientSession): Promise<boolean> {
    const ids = (await this.#idsOf(writer)).flat();
    return (await this.#stored.findOne({ _id: { $in: ids } }, { ...(session && { session }) })) !== null;
  }

  /** For the account and for the address, each under every epoch of the keys in force, the newest first. */
  #idsOf({ accountId, email }: Writer): Promise<string[][]> {
    const known = [accountId && `account\n${accountId}`, email && `email\n${emailForm(email)}`].filter(Boolean);
    return Promise.all(
      known.map(async (one) => {
        const tokens = await this.#keyring.tokensOf('blockedWriters.writer', one as string);
        return tokens.map((token) => token.toString('hex'));
      }),
    );
  }
}

export const writerBlocked = (): NotAllowed =>
  notAllowed(
    'BLOCKED',
    'Expected somebody who may send inquiries, got one whom staff have blocked for what they wrote before. To complain, write to the contact that the privacy policy names; a person looks at it.',
  );
