import { registerEnumType } from 'type-graphql';

export enum CatalogueFormat {
  NDJSON = 'NDJSON',
  CSV = 'CSV',
}
registerEnumType(CatalogueFormat, {
  name: 'CatalogueFormat',
  description: 'A form in which a company’s products are given and taken. Both name the same things.',
  valuesConfig: {
    NDJSON: { description: 'A JSON object a line, in UTF-8.' },
    CSV: {
      description: 'Values divided by comma, semicolon or tab, in UTF-8 (RFC 4180); the first line names the columns.',
    },
  },
});

export enum ImportErrorPolicy {
  SKIP_ROWS = 'SKIP_ROWS',
  STOP_AT_FIRST = 'STOP_AT_FIRST',
}
registerEnumType(ImportErrorPolicy, {
  name: 'ImportErrorPolicy',
  description: 'What a row that is refused does to the rest of an import.',
  valuesConfig: {
    SKIP_ROWS: { description: 'The row is left out, and said; the others are taken.' },
    STOP_AT_FIRST: { description: 'The import ends there. Rows before it stay as they were taken.' },
  },
});

export enum ImportState {
  QUEUED = 'QUEUED',
  RUNNING = 'RUNNING',
  SUCCEEDED = 'SUCCEEDED',
  PARTLY_FAILED = 'PARTLY_FAILED',
  FAILED = 'FAILED',
  CANCELLED = 'CANCELLED',
  STOPPED = 'STOPPED',
}
registerEnumType(ImportState, {
  name: 'ImportState',
  description: 'Where an import stands.',
  valuesConfig: {
    QUEUED: { description: 'It has not begun: imports of one company run one after the other.' },
    RUNNING: { description: 'It is being worked through.' },
    SUCCEEDED: { description: 'It has ended, and no row was refused.' },
    PARTLY_FAILED: { description: 'It has ended; some rows were refused, the others taken.' },
    FAILED: {
      description: 'It has ended; the file was refused, or every row, or the first refused row was to end it.',
    },
    CANCELLED: { description: 'A member ended it. Rows before that stay as they were taken.' },
    STOPPED: {
      description: 'The directory ended it: who asked may not go on. Rows before that stay as they were taken.',
    },
  },
});

export enum ImportStopReason {
  NO_LONGER_MEMBER = 'NO_LONGER_MEMBER',
  VIEWER_ONLY = 'VIEWER_ONLY',
  PAUSED = 'PAUSED',
  COMPANY_SUSPENDED = 'COMPANY_SUSPENDED',
}
registerEnumType(ImportStopReason, {
  name: 'ImportStopReason',
  description: 'Why the directory ended an import before its last row.',
  valuesConfig: {
    NO_LONGER_MEMBER: { description: 'Who asked for it acts for the company no more.' },
    VIEWER_ONLY: { description: 'Who asked for it may only read by now.' },
    PAUSED: { description: 'The account of who asked is paused until its owner has confirmed by mail.' },
    COMPANY_SUSPENDED: { description: 'The company is suspended.' },
  },
});

export enum ImportRowOutcome {
  CREATED = 'CREATED',
  UPDATED = 'UPDATED',
  UNCHANGED = 'UNCHANGED',
  REFUSED = 'REFUSED',
}
registerEnumType(ImportRowOutcome, {
  name: 'ImportRowOutcome',
  description: 'What came of a row; in a dry run, what would come of it.',
  valuesConfig: {
    CREATED: { description: 'There was no product with this external id, and now there is.' },
    UPDATED: { description: 'The product was changed.' },
    UNCHANGED: { description: 'The product was already as the row says.' },
    REFUSED: { description: 'Nothing was done; the problems say why.' },
  },
});
