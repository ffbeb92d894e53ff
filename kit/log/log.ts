/** What may stand in a log line. Everything else is dropped, so that nothing personal is logged by accident. */
const LOGGED = [
  'requestId',
  'operation',
  'operationType',
  'status',
  'code',
  'ms',
  'subgraph',
  'index',
  'generation',
  'done',
  'total',
  'reason',
  'source',
  'address',
  'count',
  'signal',
  'taskUid',
  'bytes',
  'kind',
  'cost',
] as const;
type Field = (typeof LOGGED)[number];
export type LogFields = Partial<Record<Field, string | number | boolean | null | undefined>>;
export type Level = 'info' | 'warn' | 'error';

/** One JSON object a line: time, level, process, message and allow-listed fields. */
export interface Log {
  info(message: string, fields?: LogFields): void;
  warn(message: string, fields?: LogFields): void;
  error(message: string, fields?: LogFields): void;
}

const allowed = new Set<string>(LOGGED);

export function createLog(process: string, write: (line: string) => void, least: Level | 'silent' = 'info'): Log {
  const rank = { info: 0, warn: 1, error: 2, silent: 3 };
  const at =
    (level: Level) =>
    (message: string, fields: LogFields = {}) => {
      if (rank[level] < rank[least]) return;
      const kept = Object.fromEntries(Object.entries(fields).filter(([key]) => allowed.has(key)));
      write(`${JSON.stringify({ time: new Date().toISOString(), level, process, message, ...kept })}\n`);
    };
  return { info: at('info'), warn: at('warn'), error: at('error') };
}
