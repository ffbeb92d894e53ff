import { randomBytes } from 'node:crypto';
import type { ClientSession, Connection, mongo } from 'mongoose';
import { modelOf } from '../../../kit/record/record.ts';
import { Records, type RecordsOf } from '../../../kit/record/records.ts';
import type { Keyring } from '../../../kit/sealing/keyring.ts';
import type { Client } from '../../../kit/viewer/client.ts';
import { endedSessionRecord } from '../../../schema/events/ended-session.record.ts';
import { tokenHash, type ReadToken, type RefreshTokens } from './refresh-tokens.ts';
import { IDLE_SECONDS, sessionRecord, type SessionRecord } from './session.record.ts';

/** So long a token that was refreshed gives the same successor again, for a phone that lost the answer. */
const REPEAT_MS = 60_000;
/** So many sessions an account may have; a further one ends the one that was not used for longest. */
export const MOST_SESSIONS = 100;

/** Whose session it is. */
export interface Holder {
  _id: string;
  subjectRef: string;
}

/** A session as its token allows to go on with it. */
export interface Held {
  sessionId: string;
  accountId: string;
  refreshToken: string;
}

export type Refreshed =
  | ({ kind: 'refreshed' } & Held)
  /** The token was in force once and is no more: somebody else has it. */
  | { kind: 'reused'; sessionId: string; accountId: string }
  /** The session ended, or there never was one. */
  | { kind: 'none' };

export interface SessionsParts {
  connection: Connection;
  events: Connection;
  keyring: Keyring;
  tokens: RefreshTokens;
  now?: () => Date;
}

/** The sign-ins that hold, of all accounts. */
export class Sessions {
  readonly #records: RecordsOf<typeof sessionRecord>;
  readonly #events: Connection;
  readonly #tokens: RefreshTokens;
  readonly #now: () => Date;

  constructor({ connection, events, keyring, tokens, now = () => new Date() }: SessionsParts) {
    this.#records = new Records(connection, sessionRecord, keyring);
    this.#events = events;
    this.#tokens = tokens;
    this.#now = now;
  }

  /** Opens one, in the caller's transaction. */
  async open({ _id: accountId, subjectRef }: Holder, client: Client, session: ClientSession): Promise<Held> {
    const now = this.#now();
    const sessionId = randomBytes(12).toString('hex');
    const refreshToken = this.#tokens.first(sessionId);
    await this.#makeRoom(accountId, session);
    await this.#records.put(
      [
        {
          _id: sessionId,
          subjectRef,
          accountId,
          network: client.network,
          device: client.device,
          tokenHash: tokenHash(refreshToken),
          previousHash: null,
          rotatedAt: now,
          generation: 0,
          createdAt: now,
          lastUsedAt: now,
        },
      ],
      { session },
    );
    return { sessionId, accountId, refreshToken };
  }

  /** A session again, with the token that is in force, for whoever has proven anew who they are; null when it ended. */
  async again(sessionId: string): Promise<Held | null> {
    const found = await this.#stored(sessionId);
    if (!found) return null;
    return { sessionId, accountId: found.accountId, refreshToken: this.#tokens.nth(sessionId, found.generation) };
  }

  /** The successor of a token. Of any number of requests with one token, at once too, each gets the same. */
  async refresh(token: string): Promise<Refreshed> {
    const read = this.#tokens.read(token);
    if (!read) return { kind: 'none' };
    const given = tokenHash(token);
    const found = (await this.#rotated(read, given)) ?? (await this.#stored(read.sessionId));
    if (!found) return { kind: 'none' };
    const { accountId } = found;
    const successor = this.#tokens.after(read);
    const isSuccessor =
      bytesOf(found.tokenHash)?.equals(tokenHash(successor)) && bytesOf(found.previousHash)?.equals(given);
    if (isSuccessor && this.#now().getTime() - found.rotatedAt.getTime() <= REPEAT_MS)
      return { kind: 'refreshed', sessionId: read.sessionId, accountId, refreshToken: successor };
    return read.ours ? { kind: 'reused', sessionId: read.sessionId, accountId } : { kind: 'none' };
  }

  /** Whose session a token is of: the one in force, or the one before it; null: of none. */
  async ofToken(token: string): Promise<{ sessionId: string; accountId: string } | null> {
    const read = this.#tokens.read(token);
    const found = read && (await this.#stored(read.sessionId));
    const given = tokenHash(token);
    const isOf = [found?.tokenHash, found?.previousHash].some((stored) => stored && bytesOf(stored)!.equals(given));
    return read && found && isOf ? { sessionId: read.sessionId, accountId: found.accountId } : null;
  }

  /** Those of an account, the last used first. */
  async of(accountId: string): Promise<SessionRecord[]> {
    return this.#records.find(
      { accountId, lastUsedAt: { $gt: this.#idleSince() } },
      { sort: { lastUsedAt: -1 }, limit: MOST_SESSIONS },
    );
  }

  /** One of an account; null when it is somebody else's, or ended. */
  async one(accountId: string, sessionId: string): Promise<SessionRecord | null> {
    return (await this.#records.find({ _id: sessionId, accountId, lastUsedAt: { $gt: this.#idleSince() } }))[0] ?? null;
  }

  /**
   * Ends a session of an account, everywhere and at once, in the caller's transaction. Answers whether there was one; a token of one that is
   * not stored counts no more either.
   */
  async end(accountId: string, sessionId: string, session: ClientSession): Promise<boolean> {
    const { deletedCount } = await this.#records.collection.deleteOne({ _id: sessionId, accountId }, { session });
    if (deletedCount > 0) await this.#publishEnded([sessionId], session);
    return deletedCount > 0;
  }

  /** Ends all sessions of an account, but one if it is named, in the caller's transaction. Answers how many there were. */
  async endAll(accountId: string, { except }: { except?: string }, session: ClientSession): Promise<number> {
    const mine = { accountId, ...(except !== undefined && { _id: { $ne: except } }) } as never;
    const found = await this.#records.collection.find(mine, { projection: { _id: 1 }, session }).toArray();
    const ids = found.map(({ _id }) => _id);
    if (ids.length === 0) return 0;
    await this.#records.collection.deleteMany({ _id: { $in: ids } }, { session });
    await this.#publishEnded(ids, session);
    return ids.length;
  }

  /** Puts the successor in force; null when the token is not the one in force, or was not used for too long. */
  async #rotated({ sessionId, secret }: ReadToken, given: Buffer): Promise<Stored | null> {
    const now = this.#now();
    const next = tokenHash(this.#tokens.after({ sessionId, secret }));
    return (await this.#records.collection.findOneAndUpdate(
      { _id: sessionId, tokenHash: given, lastUsedAt: { $gt: this.#idleSince() } },
      {
        $set: { tokenHash: next, previousHash: given, rotatedAt: now, lastUsedAt: now },
        $inc: { generation: 1 },
      } as never,
      { returnDocument: 'after', projection: STORED },
    )) as Stored | null;
  }

  async #stored(sessionId: string): Promise<Stored | null> {
    const held = { _id: sessionId, lastUsedAt: { $gt: this.#idleSince() } } as never;
    // What another request has just written counts, also before a majority of servers has it.
    const options = { projection: STORED, readConcern: 'local' } as const;
    return (await this.#records.collection.findOne(held, options)) as Stored | null;
  }

  #idleSince(): Date {
    return new Date(this.#now().getTime() - IDLE_SECONDS * 1_000);
  }

  async #makeRoom(accountId: string, session: ClientSession): Promise<void> {
    const oldest = await this.#records.collection
      .find({ accountId } as never, {
        projection: { _id: 1 },
        sort: { lastUsedAt: -1 },
        skip: MOST_SESSIONS - 1,
        session,
      })
      .toArray();
    for (const { _id } of oldest) await this.end(accountId, _id, session);
  }

  async #publishEnded(ids: readonly string[], session: ClientSession): Promise<void> {
    const writes = ids.map((_id) => ({
      updateOne: { filter: { _id }, update: { $setOnInsert: { endedAt: this.#now() } }, upsert: true },
    }));
    if (writes.length > 0)
      await modelOf(this.#events, endedSessionRecord).collection.bulkWrite(writes as never, { session });
  }
}

/** Of a session, what refreshing needs; nothing of it is sealed. */
type Stored = Pick<SessionRecord, 'accountId' | 'rotatedAt' | 'generation'> & {
  tokenHash: mongo.Binary;
  previousHash: mongo.Binary | null;
};
const STORED = { accountId: 1, tokenHash: 1, previousHash: 1, rotatedAt: 1, generation: 1 };

const bytesOf = (stored: mongo.Binary | null): Buffer | null => stored && Buffer.from(stored.buffer);
