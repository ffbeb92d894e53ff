import type { KeyObject } from 'node:crypto';
import type { ClientSession, Connection, mongo } from 'mongoose';
import { Frontier } from '../../../kit/merkle/frontier.ts';
import { databaseOf } from '../../../kit/record/held-version.ts';
import { auditEventRecord, type AuditEvent } from '../../../schema/events/audit-event.ts';
import { entryId, entryOf } from './audit-entry.ts';
import { auditEntryRecord, type AuditEntry } from './audit-entry.record.ts';
import { auditHeadRecord, NEWEST, type AuditHead } from './audit-head.record.ts';
import { keyPair, logIdOf, readHead, signHead, treeUnder } from './tree-head.ts';

/** Where the log is stored, for whoever only reads it. */
export interface AuditStore {
  entries: mongo.Collection<AuditEntry>;
  heads: mongo.Collection<AuditHead>;
}

export const auditStore = (connection: Connection): AuditStore => ({
  entries: databaseOf(connection).collection(auditEntryRecord.collection),
  heads: databaseOf(connection).collection(auditHeadRecord.collection),
});

export interface AuditLogParts {
  /** The privacy subgraph's own database. */
  connection: Connection;
  /** The database of published events, of the same client. */
  events: Connection;
  /** Ed25519, PKCS #8 PEM: signs the heads. */
  auditKey: string;
}

/** The newest head cannot be gone on from: it is gone, or is not what was signed. Nothing is appended until a person has looked. */
export class LogBroken extends Error {
  override name = 'LogBroken';
}

const BATCH = 1_000;
/** So many of the newest heads are kept, and of the older ones the first over each further thousand entries. */
const RECENT_HEADS = 1_000;
const LANDMARK = 1_000;
const DUPLICATE = 11_000;

/** The audit log as it is stored: takes events in from the outbox, each once and for ever. */
export class AuditLog implements AuditStore {
  readonly entries: mongo.Collection<AuditEntry>;
  readonly heads: mongo.Collection<AuditHead>;
  readonly publicKey: KeyObject;
  readonly #outbox: mongo.Collection<AuditEvent>;
  readonly #connection: Connection;
  readonly #key: KeyObject;
  readonly #id: string;

  constructor({ connection, events, auditKey }: AuditLogParts) {
    this.#connection = connection;
    const { entries, heads } = auditStore(connection);
    this.entries = entries;
    this.heads = heads;
    this.#outbox = databaseOf(events).collection(auditEventRecord.collection);
    const { privateKey, publicKey } = keyPair(auditKey);
    this.#key = privateKey;
    this.publicKey = publicKey;
    this.#id = logIdOf(publicKey);
  }

  /** Signs the head of the empty log where nothing is yet. Repeatable. */
  async begin(): Promise<void> {
    if ((await this.heads.findOne({})) || (await this.entries.findOne({}))) return;
    const head = await this.#headOver(new Frontier(), 0);
    await this.heads.insertOne({ _id: NEWEST, ...head }).catch((error: { code?: number }) => {
      if (error.code !== DUPLICATE) throw error;
    });
  }

  /** Throws LogBroken when there is none, or none that was signed. */
  async newest(session?: ClientSession): Promise<AuditHead> {
    return this.#checked(await this.heads.findOne({ _id: NEWEST }, { session, promoteBuffers: true }));
  }

  /**
   * Moves events, the oldest first, from the outbox to the end of the log and signs the new head: all of it or nothing, in one
   * transaction. Of two appenders at once one does it over. Answers how many it moved; 0: there was none. Throws LogBroken.
   */
  async append(most = BATCH): Promise<number> {
    if (!(await this.#outbox.findOne({}, { projection: { _id: 1 } }))) return 0;
    let moved = 0;
    await this.#connection.transaction(
      async (session) => {
        moved = 0;
        // Really changed before anything is read, so that whoever else appends meets a conflict.
        const found = await this.heads.findOneAndUpdate(
          { _id: NEWEST },
          { $inc: { batch: 1 } },
          { session, returnDocument: 'after', promoteBuffers: true },
        );
        const head = await this.#checked(found);
        const events = await this.#outbox.find({}, { session }).sort({ at: 1, _id: 1 }).limit(most).toArray();
        if (events.length === 0) return session.abortTransaction();
        await this.#write(head, events, session);
        moved = events.length;
      },
      { readConcern: { level: 'snapshot' }, writeConcern: { w: 'majority' } },
    );
    return moved;
  }

  async #write(older: AuditHead, events: readonly AuditEvent[], session: ClientSession): Promise<void> {
    const frontier = new Frontier(older.size, older.frontier);
    const entries = events.map((event, index) => entryOf(event, older.size + index));
    for (const { leafHash } of entries) frontier.append(leafHash);
    const newer = await this.#headOver(frontier, older.batch);
    const landmark = Math.floor(newer.size / LANDMARK) > Math.floor(older.size / LANDMARK);
    await this.entries.insertMany(entries, { session });
    await this.heads.replaceOne({ _id: NEWEST }, newer, { session });
    await this.heads.insertOne({ _id: entryId(newer.size), ...newer, landmark }, { session });
    const outdated = { _id: { $ne: NEWEST }, landmark: false, batch: { $lte: newer.batch - RECENT_HEADS } };
    await this.heads.deleteMany(outdated, { session });
    const ids = events.map(({ _id }) => _id);
    const { deletedCount } = await this.#outbox.deleteMany({ _id: { $in: ids } }, { session });
    if (deletedCount !== ids.length) {
      throw new Error(`Expected to take ${ids.length} events from the outbox, took ${deletedCount}.`);
    }
  }

  async #headOver(frontier: Frontier, batch: number): Promise<Omit<AuditHead, '_id'>> {
    const at = new Date();
    const { size, nodes } = frontier;
    const head = { log: this.#id, size, root: frontier.root().toString('hex'), time: at.toISOString() };
    return { size, frontier: [...nodes], signed: await signHead(head, this.#key), at, batch, landmark: false };
  }

  async #checked(head: AuditHead | null): Promise<AuditHead> {
    if (!head) throw new LogBroken('Expected the newest head of the audit log, found none. Run npm run audit:export.');
    const signed = await readHead(head.signed, this.publicKey).catch((error: Error) => {
      throw new LogBroken(`The newest head of the audit log: ${error.message}`, { cause: error });
    });
    if (treeUnder(signed, head.size, head.frontier)) return head;
    throw new LogBroken(
      `Expected the newest head of the audit log to be over ${signed.size} entries as it was signed, got another tree over ${head.size}.`,
    );
  }
}
