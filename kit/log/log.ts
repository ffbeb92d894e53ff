import type { Field } from '../record/field.ts';
import { LOGGED, type Level, type LogFields } from './log-line.ts';

/** One JSON object a line: time, level, process, message and the fields that `log-line.ts` declares. */
export interface Log {
  info(message: string, fields?: LogFields): void;
  warn(message: string, fields?: LogFields): void;
  error(message: string, fields?: LogFields): void;
}

const declared = new Map<string, Field>(Object.entries(LOGGED));

export function createLog(process: string, write: (line: string) => void, least: Level | 'silent' = 'info'): Log {
  const rank = { info: 0, warn: 1, error: 2, silent: 3 };
  const at =
    (level: Level) =>
    (message: string, fields: LogFields = {}) => {
      if (rank[level] < rank[least]) return;
      const kept = Object.fromEntries(
        Object.entries(fields).flatMap(([name, value]) => {
          const fitted = fittedTo(declared.get(name), value);
          return fitted === undefined ? [] : [[name, fitted]];
        }),
      );
      write(`${JSON.stringify({ time: new Date().toISOString(), level, process, message, ...kept })}\n`);
    };
  return { info: at('info'), warn: at('warn'), error: at('error') };
}

/** The value as its declaration bounds it; undefined for what is not declared or of another kind. */
function fittedTo(field: Field | undefined, value: unknown): string | number | null | undefined {
  if (value === null && field?.nullable) return null;
  if (field?.kind === 'text' && typeof value === 'string') return value.slice(0, field.maxLength);
  return field?.kind === 'integer' && typeof value === 'number' ? Math.round(value) : undefined;
}
