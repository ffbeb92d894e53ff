import { randomBytes } from 'node:crypto';
import type { ClientSession, Connection, mongo } from 'mongoose';
import { modelOf } from '../../kit/record/record.ts';
import type { RecipientCode } from '../processing/recipients.ts';
import { disclosureRecord, MOST_NAMED, type Disclosure } from './disclosure.record.ts';

/** What is about to be handed over. */
export interface Disclosed {
  subjectRef: string;
  kind: string;
  /** Of a mail, where the recipient knows it by that; null: it does not, or it is none. */
  mailId: string | null;
}

const DUPLICATE = 11_000;

/** Writes down what is handed to a recipient. To be called before it is: what cannot be written down must not leave. */
export function disclosing(events: Connection) {
  const disclosures = modelOf(events, disclosureRecord).collection as unknown as mongo.Collection<Disclosure>;
  const write = ({ recipient, subjectRef, kind, mailId }: Disclosed & { recipient: RecipientCode }) =>
    events.transaction(async (session: ClientSession) => {
      const now = new Date();
      const day = now.toISOString().slice(0, 10);
      await disclosures.updateOne(
        { subjectRef, recipient, kind, day },
        {
          $setOnInsert: { _id: randomBytes(12).toString('hex') },
          $set: { lastAt: now },
          $inc: { copies: 1 },
          $push: { mailIds: { $each: mailId === null ? [] : [mailId], $slice: -MOST_NAMED } },
        },
        { upsert: true, session },
      );
    });
  return async (recipient: RecipientCode, disclosed: Disclosed): Promise<void> => {
    await write({ recipient, ...disclosed }).catch((error: { code?: unknown }) => {
      // Two that were first on a day at once: now it is there.
      if (error.code !== DUPLICATE) throw error;
      return write({ recipient, ...disclosed });
    });
  };
}

export type Disclose = ReturnType<typeof disclosing>;
