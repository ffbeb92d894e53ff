import type { PersonalRow } from '../../../kit/data-map/data-map.ts';
import type { Participant, PersonFile, PersonRecord, PersonReference } from '../../../kit/participation/participant.ts';
import type { Locale } from '../../../kit/text/localized-text.ts';
import type { PolicyFill } from '../policy/policy.markdown.ts';
import { archiveName } from './archive-name.ts';
import { heldValues } from '../personal-data/held-values.ts';
import { placeOfPath } from '../personal-data/processing-groups.ts';

/** What an archive is made of. */
export interface ExportContents {
  participants: readonly Pick<Participant, 'name' | 'export' | 'file'>[];
  references: readonly PersonReference[];
  /** What is stored of people at all. */
  rows: readonly PersonalRow[];
  mapHash: string;
  controller: PolicyFill;
  /** Where the schema of the data is published. */
  schemaUrl: string;
  locale: Locale;
  madeAt: Date;
}

/** A file that the archive is to hold. */
export interface ExportedFile {
  participant: ExportContents['participants'][number];
  fileId: string;
  path: string;
}

/** A record of the person, its files with their places in the archive. */
export interface ExportedRecord extends Omit<PersonRecord, 'files'> {
  files: readonly (Omit<PersonFile, 'fileId'> & { path: string })[];
}

/** What was seen while the records went by: it bounds what has to be explained, and says which files there are. */
export class Seen {
  readonly #paths = new Set<string>();
  readonly #files = new Map<string, ExportedFile>();

  take(participant: ExportedFile['participant'], { files, ...record }: PersonRecord): ExportedRecord {
    for (const { path } of heldValues(record.values)) this.#paths.add(placeOfPath({ ...record, path }));
    for (const path of record.summarised) this.#paths.add(placeOfPath({ ...record, path }));
    return {
      ...record,
      files: files.map(({ fileId, ...file }) => {
        const path = `files/${participant.name}/${fileId}/${archiveName(file.filename)}`;
        this.#files.set(path, { participant, fileId, path });
        return { path, ...file };
      }),
    };
  }

  get files(): readonly ExportedFile[] {
    return [...this.#files.values()];
  }

  /** What the paths are that went by. */
  rowsOf(rows: readonly PersonalRow[]): PersonalRow[] {
    return rows.filter((row) => this.#paths.has(placeOfPath(row)));
  }
}

/** Every record of the person, of one participant after the other. */
export async function* exportedRecords(
  { participants, references }: Pick<ExportContents, 'participants' | 'references'>,
  seen: Seen,
): AsyncGenerator<ExportedRecord> {
  for (const participant of participants)
    for await (const record of participant.export(references)) yield seen.take(participant, record);
}
