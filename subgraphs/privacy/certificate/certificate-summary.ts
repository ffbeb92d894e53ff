import type { ErasureCertificate, Residual, ResidualKind } from './erasure-certificate.ts';

const LEFT: Readonly<Record<ResidualKind, string>> = {
  BACKUP: 'Backups',
  RECIPIENT: 'Somebody who was given data',
  LEGAL_HOLD: 'A legal hold',
  INDEX: 'Files of the search engine',
  CASE_FILE: 'The file of the case',
  MENTION: 'Words of others',
  AUDIT_LOG: 'The audit log',
  RETAINED: 'Records that have to be kept',
};

const day = (instant: string): string => instant.slice(0, 10);
const moment = (instant: string): string => `${instant.slice(0, 16).replace('T', ' ')} UTC`;
const counted = (count: number, one: string, many = `${one}s`): string => `${count} ${count === 1 ? one : many}`;

/** A certificate in plain words, for whoever was handed it. */
export function summaryOf(certificate: ErasureCertificate): string[] {
  const { caseNumber, erasureId, ground, iss, controller, iat, residuals } = certificate;
  return [
    'This certificate is genuine: it is exactly what was signed.',
    '',
    `${controller} (${iss}) certifies that everything it held about one person was erased, but for what is listed at the end.`,
    `Erasure ${erasureId}${caseNumber ? ` of case ${caseNumber}` : ''}, ground ${ground}, certified ${moment(new Date(iat * 1_000).toISOString())}.`,
    '',
    ...times(certificate),
    '',
    ...done(certificate),
    '',
    ...(residuals.length === 0 ? ['Nothing is left.'] : ['What is left, and until when:', ...residuals.map(left)]),
  ];
}

const times = ({ plannedAt, approvedAt, fencedAt, shreddedAt, verifiedAt, planHash }: ErasureCertificate): string[] => [
  `Planned       ${moment(plannedAt)} (plan ${planHash})`,
  `Approved      ${approvedAt ? `${moment(approvedAt)}, by two officers` : 'by nobody: the person’s own cancellation came due'}`,
  `Stopped       ${moment(fencedAt)}: from then on nothing about the person could be stored`,
  `Keys gone     ${moment(shreddedAt)}`,
  `Looked again  ${moment(verifiedAt)}`,
];

const done = ({ steps, keysDestroyed, census, engine, ledgerSequence }: ErasureCertificate): string[] => [
  'What was done where:',
  ...steps.map(
    ({ store, collection, action, predicted, counted: found, changed }) =>
      `  ${store}.${collection}: ${action}, ${counted(changed, 'record')} (foreseen ${predicted}, found ${found})`,
  ),
  `  ${counted(keysDestroyed, 'key was', 'keys were')} destroyed: what was sealed under them cannot be read any more, wherever a copy is.`,
  `  Afterwards ${counted(census.collections, 'collection')} in ${census.databases.join(', ')} were looked through: ${census.left} records were left.`,
  `  ${counted(engine.indexes.length, 'search index was', 'search indexes were')} asked, and had nothing. ${purged(engine)}`,
  ...(ledgerSequence === null
    ? []
    : [`  Entry ${ledgerSequence} of the ledger by which a restored backup is erased again before it is used.`]),
];

const purged = ({ purged: isDone, purgedBy }: ErasureCertificate['engine']): string =>
  isDone
    ? 'Their files were written anew.'
    : `Their files still hold deleted bytes${purgedBy ? `, until ${day(purgedBy)} at the latest` : ''}.`;

const left = ({ kind, until, reason }: Residual): string =>
  `  ${LEFT[kind]}, ${until ? `until ${day(until)}` : 'without a date that can be named'}: ${reason}`;
