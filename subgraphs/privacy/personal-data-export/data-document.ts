import type { PersonalRow } from '../../../kit/data-map/data-map.ts';
import { BASIS_WORDS } from '../personal-data/words/bases.ts';
import { collectionOf } from '../personal-data/words/collections.ts';
import { PERIOD_WORDS } from '../personal-data/words/periods.ts';
import { PURPOSE_WORDS } from '../personal-data/words/purposes.ts';
import { SOURCE_WORDS } from '../personal-data/words/sources.ts';
import { wordsFor, type Words } from '../personal-data/words/words.ts';
import { exportedRecords, type ExportContents, type Seen } from './export-contents.ts';
import { inPieces } from './in-pieces.ts';
import { LANGUAGE_TAG } from './language-tag.ts';

/** The form of the document; a change that a reader has to know of raises it. */
export const EXPORT_FORMAT = '1';

/** Everything that is held about the person as one JSON document (`export-schema.ts`), piece by piece. */
export const dataDocument = (contents: ExportContents, seen: Seen): AsyncGenerator<Buffer> =>
  inPieces(textOf(contents, seen));

async function* textOf(contents: ExportContents, seen: Seen): AsyncGenerator<string> {
  const { schemaUrl, madeAt, locale, controller, mapHash, rows } = contents;
  const head = {
    $schema: schemaUrl,
    format: EXPORT_FORMAT,
    madeAt: madeAt.toISOString(),
    language: LANGUAGE_TAG[locale],
    controller: { name: controller.controller, address: controller.controllerAddress, contact: controller.contact },
    dataMap: mapHash,
  };
  yield `${JSON.stringify(head).slice(0, -1)},\n"records":[`;
  let before = '\n';
  for await (const record of exportedRecords(contents, seen)) {
    yield before + JSON.stringify(record);
    before = ',\n';
  }
  const told = seen.rowsOf(rows);
  yield '\n],\n"paths":[';
  before = '\n';
  for (const row of told) {
    yield before + JSON.stringify(pathOf(row));
    before = ',\n';
  }
  const keys = <K extends string>(of: (row: PersonalRow) => readonly K[]): K[] => [...new Set(told.flatMap(of))];
  const words = (all: Readonly<Record<string, Words>>, named: readonly string[]): Record<string, string> =>
    Object.fromEntries(named.map((key) => [key, all[key] ? wordsFor(all[key], locale) : key]));
  const explained = {
    purposes: Object.fromEntries(keys(({ purposes }) => purposes).map((key) => [key, purposeOf(key, contents)])),
    bases: words(
      BASIS_WORDS,
      keys(({ basis }) => [basis]),
    ),
    periods: words(
      PERIOD_WORDS,
      keys(({ retention }) => [retention]),
    ),
    sources: words(
      SOURCE_WORDS,
      keys(({ store, collection }) => [collectionOf(store, collection).source]),
    ),
  };
  yield `\n],\n${JSON.stringify(explained).slice(1)}\n`;
}

const pathOf = (row: PersonalRow) => ({
  store: row.store,
  collection: row.collection,
  subjectPath: row.subjectPath,
  path: row.path,
  category: row.category,
  purposes: row.purposes,
  basis: row.basis,
  retention: row.retention,
  source: collectionOf(row.store, row.collection).source,
  exported: row.onExport === 'include' ? 'whole' : 'summarised',
});

function purposeOf(key: string, { locale }: Pick<ExportContents, 'locale'>) {
  const words = PURPOSE_WORDS[key];
  if (!words) throw new Error(`Expected the purpose ${key} to have words.`);
  return {
    describe: wordsFor(words.describe, locale),
    recipients: wordsFor(words.recipients, locale),
    transfers: wordsFor(words.transfers, locale),
  };
}
