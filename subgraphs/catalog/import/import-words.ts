/** Forms in which a catalogue is given and taken: a JSON object a line, or comma-separated values. */
export const ROW_FORMATS = ['NDJSON', 'CSV'] as const;
export type RowFormat = (typeof ROW_FORMATS)[number];

/** What a refused row does to the rest. */
export const ERROR_POLICIES = ['SKIP_ROWS', 'STOP_AT_FIRST'] as const;
export type ErrorPolicy = (typeof ERROR_POLICIES)[number];

export const IMPORT_STATES = [
  'QUEUED',
  'RUNNING',
  'SUCCEEDED',
  'PARTLY_FAILED',
  'FAILED',
  'CANCELLED',
  'STOPPED',
] as const;
export type ImportStateName = (typeof IMPORT_STATES)[number];

/** The states that an import ends in. */
export type EndState = Exclude<ImportStateName, 'QUEUED' | 'RUNNING'>;

export const STOP_REASONS = ['NO_LONGER_MEMBER', 'VIEWER_ONLY', 'PAUSED', 'COMPANY_SUSPENDED'] as const;
export type StopReason = (typeof STOP_REASONS)[number];

export const ROW_OUTCOMES = ['CREATED', 'UPDATED', 'UNCHANGED', 'REFUSED'] as const;
export type RowOutcomeName = (typeof ROW_OUTCOMES)[number];
