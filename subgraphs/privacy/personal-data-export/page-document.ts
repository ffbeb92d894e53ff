import type { PersonalRow } from '../../../kit/data-map/data-map.ts';
import type { Locale } from '../../../kit/text/localized-text.ts';
import { heldValues, type HeldValue } from '../personal-data/held-values.ts';
import { placeOfPath, processingGroups } from '../personal-data/processing-groups.ts';
import { BASIS_WORDS } from '../personal-data/words/bases.ts';
import { CATEGORY_WORDS } from '../personal-data/words/categories.ts';
import { collectionOf } from '../personal-data/words/collections.ts';
import { PERIOD_WORDS } from '../personal-data/words/periods.ts';
import { PURPOSE_WORDS } from '../personal-data/words/purposes.ts';
import { SOURCE_WORDS } from '../personal-data/words/sources.ts';
import { wordsFor, type Words } from '../personal-data/words/words.ts';
import { exportedRecords, Seen, type ExportContents, type ExportedRecord } from './export-contents.ts';
import { escaped, pageHead, PAGE_END } from './html.ts';
import { inPieces } from './in-pieces.ts';
import { LANGUAGE_TAG } from './language-tag.ts';
import { PAGE_WORDS } from './page-words.ts';

/** The same as one page for people, in their language. `seen`: what the data document has seen. */
export const pageDocument = (contents: ExportContents, seen: Seen): AsyncGenerator<Buffer> =>
  inPieces(textOf(contents, seen));

async function* textOf(contents: ExportContents, seen: Seen): AsyncGenerator<string> {
  const { locale, controller, madeAt } = contents;
  const said = PAGE_WORDS[locale];
  const told = seen.rowsOf(contents.rows);
  yield pageHead(LANGUAGE_TAG[locale], said.title);
  yield `<h1>${escaped(said.title)}</h1>\n<p>${escaped(said.about(controller.controller, controller.contact))}</p>\n`;
  yield `<p>${escaped(said.madeAt)}: ${madeAt.toISOString()}</p>\n<p>${escaped(said.files)}</p>\n`;
  if (told.length > 0) yield usesOf(told, locale);
  yield `<h2>${escaped(said.held)}</h2>\n`;
  if (told.length === 0) yield `<p>${escaped(said.nothing)}</p>\n`;
  const rows = new Map(told.map((row) => [placeOfPath(row), row]));
  let place = '';
  for await (const record of exportedRecords(contents, new Seen())) {
    const here = `${record.store}.${record.collection}`;
    if (here !== place) yield headingOf(record, locale);
    place = here;
    yield recordOf(record, rows, locale);
  }
  yield PAGE_END;
}

function usesOf(rows: readonly PersonalRow[], locale: Locale): string {
  const said = PAGE_WORDS[locale];
  const heads = [said.purpose, said.basis, said.kinds, said.recipients, said.transfers, said.kept];
  const lines = processingGroups(rows).map((group) => {
    const purpose = PURPOSE_WORDS[group.purpose]!;
    const kinds = [...new Set(group.rows.map(({ category }) => wordsFor(CATEGORY_WORDS[category], locale)))];
    const period = PERIOD_WORDS[group.retention];
    return [
      wordsFor(purpose.describe, locale),
      wordsFor(BASIS_WORDS[group.basis], locale),
      kinds.join('; '),
      wordsFor(purpose.recipients, locale),
      wordsFor(purpose.transfers, locale),
      period ? wordsFor(period, locale) : group.retention,
    ];
  });
  const line = (tag: string, cells: readonly string[]): string =>
    `<tr>${cells.map((cell) => `<${tag}>${escaped(cell)}</${tag}>`).join('')}</tr>\n`;
  return `<h2>${escaped(said.usedFor)}</h2>\n<table>${line('th', heads)}${lines.map((cells) => line('td', cells)).join('')}</table>\n`;
}

function headingOf({ store, collection }: ExportedRecord, locale: Locale): string {
  const { words, source } = collectionOf(store, collection);
  const name = `<h3>${escaped(wordsFor(words, locale))} <code>${escaped(`${store}.${collection}`)}</code></h3>`;
  return `${name}\n<p>${escaped(PAGE_WORDS[locale].source)}: ${escaped(wordsFor(SOURCE_WORDS[source], locale))}</p>\n`;
}

function recordOf(record: ExportedRecord, rows: ReadonlyMap<string, PersonalRow>, locale: Locale): string {
  const said = PAGE_WORDS[locale];
  const nameOf = (path: string): string => {
    const row = rows.get(placeOfPath({ ...record, path }));
    const words: Words | undefined = row && CATEGORY_WORDS[row.category];
    return `${words ? `${escaped(wordsFor(words, locale))} ` : ''}<code>${escaped(path)}</code>`;
  };
  const lines = [...heldValues(record.values)].map(
    ({ path, value }) => `<tr><th>${nameOf(path)}</th><td>${escaped(textFor(value, locale))}</td></tr>`,
  );
  const files = record.files.map(
    ({ path, filename }) =>
      `<tr><th>${escaped(wordsFor(CATEGORY_WORDS['user.content.private'], locale))}</th><td><a href="${escaped(addressOf(path))}">${escaped(filename)}</a></td></tr>`,
  );
  const more =
    record.summarised.length > 0 ? `<p>${escaped(said.more)}: ${record.summarised.map(nameOf).join(', ')}</p>` : '';
  return `<table>${[...lines, ...files].join('\n')}</table>${more}\n`;
}

/** A path in the archive, as a link of the page names it. */
const addressOf = (path: string): string => path.split('/').map(encodeURIComponent).join('/');

function textFor(value: HeldValue['value'], locale: Locale): string {
  const said = PAGE_WORDS[locale];
  if (value === null) return said.none;
  if (typeof value === 'boolean') return value ? said.yes : said.no;
  return String(value);
}
