import { randomBytes } from 'node:crypto';
import type { ClientSession, Connection } from 'mongoose';
import { notAllowed, type NotAllowed } from '../../../kit/graphql/problems.ts';
import { Records, type RecordsOf } from '../../../kit/record/records.ts';
import type { Keyring } from '../../../kit/sealing/keyring.ts';
import { newSubjectRef } from '../../../kit/subject-keys/subject-ref.ts';
import { emailForm } from '../../../kit/mail/email-address.ts';
import { blockedWriterRecord } from './blocked-writer.record.ts';

/** Somebody who writes inquiries, by what we know of them. */
export interface Writer {
  accountId?: string | null;
  email?: string | null;
}

/** Who may send no inquiries. */
export class BlockedWriters {
  readonly #records: RecordsOf<typeof blockedWriterRecord>;

  constructor(connection: Connection, keyring: Keyring) {
    this.#records = new Records(connection, blockedWriterRecord, keyring);
  }

  /** Blocks the account and the address, each on its own; one that is blocked begins its time anew. */
  async block(blocked: Writer, session: ClientSession, now: Date): Promise<void> {
    for (const writer of namesOf(blocked)) {
      const [known] = await this.#records.whose('writer', writer, { session, limit: 1 });
      const one = known ?? { _id: randomBytes(12).toString('hex'), writerRef: newSubjectRef(), writer };
      await this.#records.put([{ ...one, since: now }], { session });
    }
  }

  /** Their blocks, to be looked for together with others. */
  sought(asked: Writer) {
    return Promise.all(namesOf(asked).map((writer) => this.#records.soughtBy('writer', writer)));
  }

  async has(asked: Writer, session?: ClientSession): Promise<boolean> {
    for (const writer of namesOf(asked))
      if ((await this.#records.whose('writer', writer, { ...(session && { session }), limit: 1 })).length > 0)
        return true;
    return false;
  }
}

const namesOf = ({ accountId, email }: Writer): string[] => [
  ...(accountId ? [`account\n${accountId}`] : []),
  ...(email ? [`email\n${emailForm(email)}`] : []),
];

export const writerBlocked = (): NotAllowed =>
  notAllowed(
    'BLOCKED',
    'Expected somebody who may send inquiries, got one whom staff have blocked for what they wrote before. To complain, write to the contact that the privacy policy names; a person looks at it.',
  );
