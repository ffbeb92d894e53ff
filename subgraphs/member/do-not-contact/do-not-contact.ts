import { createHmac, randomBytes, type KeyObject } from 'node:crypto';
import type { ClientSession, Connection, mongo } from 'mongoose';
import { emailForm } from '../../../kit/mail/email-address.ts';
import { modelOf } from '../../../kit/record/record.ts';
import type { Keyring } from '../../../kit/sealing/keyring.ts';
import { newSubjectRef } from '../../../kit/subject-keys/subject-ref.ts';
import { doNotContactRecord, type DoNotContactRecord } from './do-not-contact.record.ts';

const LIST = 'list';

/** At which addresses nobody is written to who did not ask for it. */
export class DoNotContact {
  readonly #stored: mongo.Collection<DoNotContactRecord>;
  readonly #keyring: Keyring;

  constructor(connection: Connection, keyring: Keyring) {
    this.#stored = modelOf(connection, doNotContactRecord).collection as never;
    this.#keyring = keyring;
  }

  /** From now on; repeatable. */
  async add(email: string, { session, now = new Date() }: { session?: ClientSession; now?: Date } = {}): Promise<void> {
    const listRef = (await this.#listRef()) ?? (await this.#begun());
    const hash = hashOf(await this.#keyOf(listRef), email);
    const added = { _id: randomBytes(12).toString('hex'), listRef, since: now };
    await this.#stored.updateOne({ hash }, { $setOnInsert: added }, { upsert: true, ...(session && { session }) });
  }

  async has(email: string): Promise<boolean> {
    return (await this.since(email)) !== null;
  }

  /** Since when; null: they may be written to. */
  async since(email: string): Promise<Date | null> {
    const listRef = await this.#listRef();
    if (listRef === null) return null;
    const found = await this.#stored.findOne({ hash: hashOf(await this.#keyOf(listRef), email) });
    return found?.since ?? null;
  }

  /** Its reader asks to be written to again; repeatable. */
  async lift(email: string, session?: ClientSession): Promise<void> {
    const listRef = await this.#listRef();
    if (listRef === null) return;
    const hash = hashOf(await this.#keyOf(listRef), email);
    await this.#stored.deleteOne({ hash }, { ...(session && { session }) });
  }

  async #listRef(): Promise<string | null> {
    return (await this.#stored.findOne({ _id: LIST }))?.listRef ?? null;
  }

  /** Makes the key of the list; of several processes that do so at once, one’s is kept. */
  async #begun(): Promise<string> {
    const listRef = newSubjectRef();
    await this.#keyring.create([listRef]);
    const list = { listRef, hash: null, since: new Date() };
    const made = await this.#stored
      .updateOne({ _id: LIST }, { $setOnInsert: list }, { upsert: true })
      .catch((error: { code?: unknown }) => {
        if (error.code !== DUPLICATE) throw error;
        return { upsertedCount: 0 };
      });
    if (made.upsertedCount === 0) await this.#keyring.destroy([listRef]);
    return (await this.#listRef())!;
  }

  /** Throws when it is gone: nobody is written to by mistake. */
  async #keyOf(listRef: string): Promise<KeyObject> {
    const key = (await this.#keyring.keysOf([listRef])).get(listRef);
    if (!key) throw new Error('Expected the key by which addresses are found that are not written to, found none.');
    return key;
  }
}

const DUPLICATE = 11_000;

const hashOf = (key: KeyObject, email: string): string =>
  createHmac('sha256', key)
    .update(`doNotContact\n${emailForm(email)}`)
    .digest('hex');
