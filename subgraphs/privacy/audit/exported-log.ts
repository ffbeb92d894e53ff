import type { KeyObject } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { z } from 'zod';
import { LogCheck, thinned, type Finding, type Mark } from './log-check.ts';
import { witnessMark } from './signed-heads.ts';
import { readHead, treeUnder, type TreeHead } from './tree-head.ts';
import { readReceipt, type Receipt } from './witness.ts';

export interface ExportedLogParts {
  file: string;
  logKey: KeyObject;
  /** The receipts of a witness, from its own file, and its key; null when it is not at hand. */
  witness: { receipts: Receipt[]; key: KeyObject } | null;
}

export interface CheckedExport {
  finding: Finding | null;
  entries: number;
  /** How many heads were compared with the entries. */
  heads: number;
  newest: TreeHead | null;
  /** Up to which entry the witness's word was checked; null: no witness was given. */
  anchored: number | null;
}

const ENTRY = /^\{"leafHash":"([0-9a-f]{64})","entry":(\{.*\})\}$/;
const SEQUENCE = /"sequence":(\d{1,10}),/;
const hash = z.string().regex(/^[0-9a-f]{64}$/);
const headLine = z.strictObject({
  head: z.strictObject({ signed: z.string(), size: z.int().min(0), frontier: z.array(hash) }),
});
const receipt = z.strictObject({ head: z.string(), taken: z.string() });
const lastLine = z.strictObject({ newest: z.string().nullable(), receipt: receipt.nullable() });

/** Verifies an exported log against the log's key and what a witness kept. It reads the file twice and needs nothing else. */
export async function checkExport({ file, logKey, witness }: ExportedLogParts): Promise<CheckedExport> {
  const { marks, newest, forged, last } = await headsIn(file, logKey);
  const receipts = witness ? [...thinned(witness.receipts), ...(last?.receipt ? [last.receipt] : [])] : [];
  const seen: Mark[] = [];
  let falseReceipt = false;
  for (const each of receipts) {
    const read = await readReceipt(each, logKey, witness!.key).catch(() => null);
    if (read) seen.push(witnessMark(read));
    else falseReceipt = true;
  }
  const check = new LogCheck([...marks, ...seen]);
  for await (const line of linesOf(file)) {
    if (!isEntry(line)) continue;
    const [, leafHash = '', text = ''] = ENTRY.exec(line) ?? [];
    const sequence = SEQUENCE.exec(text)?.[1];
    const read = {
      sequence: sequence ? Number(sequence) : null,
      text: text || null,
      leafHash: Buffer.from(leafHash, 'hex'),
    };
    if (!check.take(read)) break;
  }
  let finding = check.end(newest?.size ?? null);
  if (!finding && (forged || falseReceipt)) finding = { problem: 'HEAD_FORGED', firstBroken: null };
  const anchored = witness ? Math.max(0, ...seen.map(({ size }) => size)) : null;
  return { finding, entries: check.entries, heads: marks.length + seen.length, newest, anchored };
}

/** The heads in the file whose signatures hold; `forged`: whether there is one whose does not, or the last line is missing. */
async function headsIn(file: string, key: KeyObject) {
  const lines: string[] = [];
  for await (const line of linesOf(file))
    if (line.startsWith('{"head"') || line.startsWith('{"newest"')) lines.push(line);
  const last = parsed(lastLine, lines.at(-1));
  const newest = last?.newest ? await readHead(last.newest, key).catch(() => null) : null;
  const marks: Mark[] = newest ? [{ size: newest.size, root: newest.root, by: 'log' }] : [];
  let forged = !newest;
  for (const line of thinned(last ? lines.slice(0, -1) : lines)) {
    const head = parsed(headLine, line)?.head;
    const promise = head && (await readHead(head.signed, key).catch(() => null));
    if (promise)
      marks.push({
        size: promise.size,
        root: promise.root,
        by: 'log',
        frontier: treeUnder(promise, head.size, head.frontier.map(bytes)) ?? undefined,
      });
    else forged = true;
  }
  return { marks, newest, forged, last };
}

const bytes = (hex: string): Buffer => Buffer.from(hex, 'hex');

const isEntry = (line: string): boolean => !line.startsWith('{"head"') && !line.startsWith('{"newest"');

function parsed<T>(shape: z.ZodType<T>, line: string | undefined): T | null {
  try {
    return shape.parse(JSON.parse(line ?? ''));
  } catch {
    return null;
  }
}

/** The lines of a file without the empty ones; the last counts without a line break too. */
async function* linesOf(file: string): AsyncGenerator<string> {
  let rest = '';
  for await (const chunk of createReadStream(file, { encoding: 'utf8', highWaterMark: 1024 * 1024 })) {
    const lines = (rest + (chunk as string)).split('\n');
    rest = lines.pop()!;
    for (const line of lines) if (line) yield line;
  }
  if (rest) yield rest;
}
