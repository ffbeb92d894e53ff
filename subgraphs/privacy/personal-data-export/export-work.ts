import type { ClientSession, Connection } from 'mongoose';
import type { PersonalRow } from '../../../kit/data-map/data-map.ts';
import type { FileStore, WrittenFile } from '../../../kit/files/file-store.ts';
import type { Log } from '../../../kit/log/log.ts';
import type { Participant, PersonReference } from '../../../kit/participation/participant.ts';
import { newProof } from '../../../kit/proof/proof-token.ts';
import type { RecordsOf } from '../../../kit/record/records.ts';
import type { Keyring } from '../../../kit/sealing/keyring.ts';
import type { Locale } from '../../../kit/text/localized-text.ts';
import { LeasedWork, type LeasedWorkParts, type Renew } from '../../../kit/work/leased-work.ts';
import type { Mails } from '../mail/mails.ts';
import { personOf } from '../person/person.ts';
import { referencesOf, storedPersons } from '../person/stored-person.ts';
import type { PolicyFill } from '../policy/policy.markdown.ts';
import { exportArchive } from './export-archive.ts';
import { schemaUrl } from './export-schema.ts';
import {
  FETCHABLE_MS,
  type PersonalDataExportRecord,
  type personalDataExportRecord,
} from './personal-data-export.record.ts';

export interface ExportWorkParts {
  connection: Connection;
  records: RecordsOf<typeof personalDataExportRecord>;
  files: FileStore;
  keyring: Keyring;
  participants: readonly Participant[];
  mails: Pick<Mails, 'post'>;
  /** What is stored of people, and the hash of that declaration. */
  map: { rows: readonly PersonalRow[]; hash: string };
  policy: PolicyFill;
  publicUrl: string;
  log: Log;
  now?: () => Date;
  leaseMs?: number;
}

/** Of whom an archive is made, and where the link to it goes. */
interface Recipient {
  references: readonly PersonReference[];
  email: string;
  locale: Locale;
}

const LEASE_MS = 60_000;
const MOST_BYTES = 2 ** 40;
/** An archive that is over is taken away by the sweep; should it not run, by its store. */
const SPARE_MS = 3_600_000;

/**
 * Makes the archives that are asked for, one after the other. What is begun and not finished, by whatever, leaves nothing that counts: another process
 * begins anew. A part of the directory that does not answer makes it wait.
 */
export class ExportWork {
  readonly #parts: ExportWorkParts;
  readonly #work: LeasedWork;
  readonly #leaseMs: number;

  constructor(parts: ExportWorkParts) {
    this.#parts = parts;
    this.#leaseMs = parts.leaseMs ?? LEASE_MS;
    this.#work = new LeasedWork({
      kind: 'personal data export',
      collection: parts.records.collection as unknown as LeasedWorkParts['collection'],
      filter: { state: 'WAITING' },
      run: (id, renew, stopping) => this.#make(id, renew, stopping),
      log: parts.log,
      now: () => this.#now(),
      leaseMs: this.#leaseMs,
    });
  }

  start(): void {
    this.#work.start();
  }

  wake(): void {
    this.#work.wake();
  }

  stop(): Promise<void> {
    return this.#work.stop();
  }

  async #make(id: string, renew: Renew, stopping: AbortSignal): Promise<void> {
    const { records, files } = this.#parts;
    const asked = await records.findById(id);
    const recipient = asked && (await this.#recipientOf(asked));
    if (!asked || !recipient) return this.#giveUp(id, asked);
    const written = await this.#written(asked, recipient, renew, stopping);
    const isReady = await this.#ready(asked, recipient, written, renew).catch(async (error: Error) => {
      await files.remove(written.fileId);
      throw error;
    });
    if (!isReady) await files.remove(written.fileId);
  }

  /** Null: there is nobody any more. */
  async #recipientOf({ accountId, persons, email, locale }: PersonalDataExportRecord): Promise<Recipient | null> {
    if (accountId === null) {
      const references = referencesOf(persons);
      return email === null ? null : { references, email, locale };
    }
    const { references, account } = await personOf(this.#parts.participants, { accountId });
    return account && { references, email: account.email, locale: account.locale };
  }

  /** Writes the archive; the work is kept as long as that takes, and given up when it is somebody else's, or this process ends. */
  async #written(
    { subjectRef }: PersonalDataExportRecord,
    { references, locale }: Recipient,
    renew: Renew,
    stopping: AbortSignal,
  ): Promise<WrittenFile> {
    const { files, participants, map, policy, publicUrl } = this.#parts;
    const lost = new AbortController();
    const holding = setInterval(() => void renew().catch((error: Error) => lost.abort(error)), this.#leaseMs / 3);
    try {
      const archive = exportArchive({
        participants,
        references,
        rows: map.rows,
        mapHash: map.hash,
        controller: policy,
        schemaUrl: schemaUrl(publicUrl),
        publicUrl,
        locale,
        madeAt: this.#now(),
      });
      const until = new Date(this.#now().getTime() + FETCHABLE_MS + SPARE_MS);
      const signal = AbortSignal.any([lost.signal, stopping]);
      return await files.put(archive, { subjectRef, most: MOST_BYTES, until, signal });
    } finally {
      clearInterval(holding);
    }
  }

  /** From here on it can be fetched: that, and the mail that says so, are one change. False: it was taken back, or somebody else made it. */
  async #ready(
    { _id, subjectRef, code }: PersonalDataExportRecord,
    { references, email, locale }: Recipient,
    { fileId, length }: WrittenFile,
    renew: Renew,
  ): Promise<boolean> {
    const { connection, records, mails } = this.#parts;
    await renew();
    let isReady = false;
    await connection.transaction(async (session: ClientSession) => {
      const now = this.#now();
      const { hash, token } = newProof(_id);
      const expiresAt = new Date(now.getTime() + FETCHABLE_MS);
      const persons = storedPersons(references);
      const $set = { state: 'READY', persons, locale, readyAt: now, expiresAt, fileId, byteSize: length, hash };
      const waiting = { _id, state: 'WAITING', expiresAt: null } as const;
      const { matchedCount } = await records.collection.updateOne(waiting, { $set }, { session });
      isReady = matchedCount === 1;
      if (!isReady) return;
      const facts = { token, needsCode: code !== null };
      await mails.post({ to: email, subjectRef, template: 'exportReady', facts, locale }, session, now);
    });
    return isReady;
  }

  /** Whoever it was for is not there any more, nor is the key of what waits. */
  async #giveUp(id: string, asked: PersonalDataExportRecord | null): Promise<void> {
    if (asked) await this.#parts.keyring.destroy([asked.subjectRef]);
    await this.#parts.records.collection.deleteOne({ _id: id });
  }

  #now(): Date {
    return this.#parts.now?.() ?? new Date();
  }
}
