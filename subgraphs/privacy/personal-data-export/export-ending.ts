import type { FileStore } from '../../../kit/files/file-store.ts';
import { faultOf } from '../../../kit/log/fault.ts';
import type { Log } from '../../../kit/log/log.ts';
import type { RecordsOf } from '../../../kit/record/records.ts';
import type { Keyring } from '../../../kit/sealing/keyring.ts';
import { Sweep } from '../../../kit/work/sweep.ts';
import type { PersonalDataExportRecord, personalDataExportRecord } from './personal-data-export.record.ts';

export interface ExportEndingParts {
  records: RecordsOf<typeof personalDataExportRecord>;
  files: FileStore;
  keyring: Pick<Keyring, 'destroy'>;
  /** Told of an archive that answered a case and was not fetched in time; more than once, when it was cut off. */
  missed?: (caseId: string) => Promise<void>;
  log: Log;
  now?: () => Date;
}

type Ending = Pick<PersonalDataExportRecord, '_id' | 'subjectRef' | 'fileId' | 'caseId' | 'state'>;

const EVERY_MS = 60_000;
const BATCH = 100;

/** Takes archives away: of those that were fetched the archive and its key, of those that are over everything. */
export class ExportEnding extends Sweep {
  readonly #parts: ExportEndingParts;

  constructor(parts: ExportEndingParts) {
    super({ what: 'personal data export sweep', everyMs: EVERY_MS, log: parts.log });
    this.#parts = parts;
  }

  async run(): Promise<void> {
    const now = this.#parts.now?.() ?? new Date();
    for (const fetched of await this.#some({ state: 'FETCHED', fileId: { $type: 'string' } }))
      await this.#safely(() => this.destroy(fetched));
    const stuck: string[] = [];
    for (;;) {
      const over = await this.#some({ expiresAt: { $lte: now }, _id: { $nin: stuck } });
      for (const one of over) if (!(await this.#safely(() => this.#end(one)))) stuck.push(one._id);
      if (over.length < BATCH) return;
    }
  }

  /** Whatever else fails, the archive goes first; the rest is tried again. */
  async #end(over: Ending): Promise<void> {
    if (over.state !== 'FETCHED' || over.fileId !== null) await this.destroy(over);
    if (over.caseId !== null && over.state !== 'FETCHED') await this.#parts.missed?.(over.caseId);
    await this.#parts.records.collection.deleteOne({ _id: over._id });
  }

  /** One that does not end keeps none of the others. Whether it did. */
  async #safely(end: () => Promise<void>): Promise<boolean> {
    try {
      await end();
      return true;
    } catch (error) {
      this.#parts.log.error('personal data export not ended', { ...faultOf(error) });
      return false;
    }
  }

  /** First the key: from then on nobody reads the archive, wherever bytes of it are left. */
  async destroy({ _id, subjectRef, fileId }: Pick<Ending, '_id' | 'subjectRef' | 'fileId'>): Promise<void> {
    const { keyring, files, records } = this.#parts;
    await keyring.destroy([subjectRef]);
    if (fileId !== null) await files.remove(fileId);
    await records.collection.updateOne({ _id }, { $set: { fileId: null } });
  }

  async #some(filter: object): Promise<Ending[]> {
    const projection = { subjectRef: 1, fileId: 1, caseId: 1, state: 1 };
    return (await this.#parts.records.collection
      .find(filter as never, { projection, limit: BATCH })
      .toArray()) as unknown as Ending[];
  }
}
