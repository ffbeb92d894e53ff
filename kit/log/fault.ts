import type { LogFields } from './log-line.ts';

const HERE = /\(?((?:file:\/\/)?\/[^()]+:\d+):\d+\)?$/;
const FOLDER = /.*\/(?=(?:node_modules|kit|gateway|subgraphs|schema|seed|dist)\/)/;

/**
 * What the log may keep of an unexpected error: its kind, its code and where it was thrown. Never its message, because messages
 * of drivers repeat values, and a value may be what a person typed.
 */
export function faultOf(error: unknown): LogFields {
  if (!(error instanceof Error)) return { kind: typeof error };
  const { code } = error as { code?: unknown };
  const frame = error.stack?.split('\n').find((line) => HERE.test(line) && !line.includes('node:internal'));
  return {
    kind: error.name,
    ...((typeof code === 'string' || typeof code === 'number') && { code: String(code) }),
    ...(frame && { source: HERE.exec(frame)![1]!.replace(FOLDER, '') }),
  };
}
