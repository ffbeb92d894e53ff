import type { LegalBasis } from '../record/personal.ts';
import { isPersonal, mapHash, type DataMap, type PersonalRow } from './data-map.ts';
import { groupedBy } from './erasure-plan.ts';
import { periodInWords, type Purposes, type Recipients, type RetentionSchedule } from './schedule.ts';
import { csv, markdownTable, type Table } from './table.ts';

const HEAD = [
  'Purpose',
  'Data use',
  'Legal basis',
  'Categories of data subjects',
  'Categories of data',
  'Kept in',
  'Recipients',
  'Transfers abroad',
  'Retention',
  'Reason',
  'Security measures',
];

const BASIS: Readonly<Record<LegalBasis, string>> = {
  contract: 'contract (GDPR art. 6(1)(b), KVKK art. 5(2)(c), PIPL art. 13(1)(2))',
  consent: 'consent (GDPR art. 6(1)(a), KVKK art. 5(1), PIPL art. 13(1)(1))',
  'legal obligation': 'legal obligation (GDPR art. 6(1)(c), KVKK art. 5(2)(ç), PIPL art. 13(1)(3))',
  'legitimate interest':
    'legitimate interest (GDPR art. 6(1)(f), KVKK art. 5(2)(f); PIPL knows none: art. 13(1)(1) to (3))',
};

const MEASURE: Readonly<Record<PersonalRow['protection'], string>> = {
  encrypted:
    'sealed under a data key of the person (AES-256-GCM) before it reaches the database; keys kept apart from the data',
  'keyed hash': 'found again by keyed hashes alone',
  plain: 'stored as it is; the database refuses what is not declared',
};

/**
 * The record of processing activities as an authority asks for it: GDPR art. 30(1), the entries of VERBİS under KVKK art. 16, and the
 * record that PIPL art. 55 and 56 ask for. One activity for each purpose, kind of data subject, basis and period. Throws for a key that a table
 * does not have.
 */
export function recordOfProcessing(
  map: DataMap,
  purposes: Purposes,
  schedule: RetentionSchedule,
  recipients: Recipients = {},
): { markdown: string; csv: string } {
  const table: Table = { head: HEAD, rows: activities(map, purposes, schedule) };
  return { markdown: document(table, mapHash(map)) + register(recipients, purposes), csv: csv(table) };
}

function activities(map: DataMap, purposes: Purposes, schedule: RetentionSchedule): string[][] {
  const uses = map.filter(isPersonal).flatMap((row) => row.purposes.map((purpose) => ({ ...row, purpose })));
  const groups = groupedBy(uses, (row) => JSON.stringify([row.purpose, row.subject, row.basis, row.retention]));
  return [...groups.values()].map((rows) => {
    const { purpose, subject, basis, retention } = rows[0];
    const explained = purposes[purpose];
    const rule = schedule[retention];
    if (!explained || !rule)
      throw new Error(`Expected the purpose ${purpose} and the period ${retention} in the tables.`);
    return [
      explained.describe,
      explained.use,
      BASIS[basis],
      inWords(subject),
      distinct(rows.map(({ category }) => category)),
      distinct(rows.map(({ store, collection }) => `${store}.${collection}`)),
      explained.recipients,
      explained.transfers,
      periodInWords(rule),
      rule.reason,
      distinct(rows.map(({ protection }) => MEASURE[protection])),
    ];
  });
}

/** Everybody outside who is handed anything; empty where there is nobody. */
function register(recipients: Recipients, purposes: Purposes): string {
  const rows = Object.entries(recipients).map(([code, recipient]) => [
    code,
    recipient.name,
    recipient.receives,
    distinct(recipient.categories) || 'no personal data',
    distinct(recipient.purposes.map((purpose) => purposes[purpose]?.describe ?? purpose)) || '–',
    recipient.erasure,
  ]);
  if (rows.length === 0) return '';
  const head = ['Code', 'Recipient', 'What it is sent', 'Categories of data', 'Purposes', 'When a person is erased'];
  return `\n## Recipients\n\nNothing else leaves. Where each of them is says the configuration of an installation; in which country, its privacy policy.\n\n${markdownTable({ head, rows })}\n`;
}

const distinct = (texts: readonly string[]): string => [...new Set(texts)].join('; ');
const inWords = (kind: string): string => kind.toLowerCase().replaceAll('_', ' ');

const document = (table: Table, hash: string): string => `# Record of processing

Made by \`npm run privacy:write\` from what the records declare; data map \`${hash}\`. It answers to GDPR art. 30(1), to the entries of VERBİS (KVKK art. 16) and to PIPL art. 55 and 56. The controller of an installation, its representative and its contact are named in its privacy policy.

${table.rows.length > 0 ? markdownTable(table) : 'No personal data is stored.'}
`;
