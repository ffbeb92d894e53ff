import { checkClocks, checkSubjects, pathsOf } from '../record/inventory.ts';
import { instant, integer, nullable, oneOf, optional, text, type Fields, type Stored } from '../record/field.ts';
import type { RecordDeclaration } from '../record/record.ts';

export const LEVELS = ['info', 'warn', 'error'] as const;
export type Level = (typeof LEVELS)[number];

/** A text that a line may have; what is longer is cut. */
const said = (maxLength: number) => optional(nullable(text(maxLength)));
const counted = () => optional(nullable(integer(0, Number.MAX_SAFE_INTEGER)));

/** What may stand in a log line besides when, how bad, where and what. Everything else is dropped, so that nothing personal is logged by accident. */
export const LOGGED = {
  requestId: said(100),
  operation: said(200),
  operationType: said(20),
  status: counted(),
  code: said(100),
  ms: counted(),
  subgraph: said(40),
  index: said(100),
  generation: said(100),
  done: counted(),
  total: counted(),
  reason: said(1_000),
  source: said(300),
  address: said(100),
  count: counted(),
  signal: said(20),
  taskUid: counted(),
  bytes: counted(),
  kind: said(100),
  cost: counted(),
};
export type LogFields = Stored<typeof LOGGED>;

/** A line of the log, declared like a stored record: it is kept as well. */
export const logLine = lineOf({
  time: instant(),
  level: oneOf(LEVELS),
  process: text(40),
  message: text(300),
  ...LOGGED,
});

/**
 * The declaration of a line. Throws when it holds something personal that could not be kept as it must be: a line is written once, so it
 * can neither be sealed nor changed, and goes only by the clock.
 */
export function lineOf<F extends Fields>(fields: F): RecordDeclaration<F> {
  const line = { collection: 'lines', version: 1, fields, indexes: [] };
  checkSubjects(line);
  checkClocks(line);
  for (const { path, leaf } of pathsOf(line)) {
    const { declared } = leaf;
    if (!declared.personal) continue;
    if (declared.protection === 'plain' && declared.onErasure === 'retain' && declared.since === 'time') continue;
    throw new Error(
      `log.lines.${path}: expected nothing personal, or what is kept plain, is retained on erasure and goes by the clock (since: 'time'), got ${declared.protection}, ${declared.onErasure}, since ${String(declared.since)}. Leave it out, or declare how it goes.`,
    );
  }
  return line;
}
