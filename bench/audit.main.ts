import 'reflect-metadata';
import { createWriteStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { parseArgs } from 'node:util';
import { exportedLog } from '../subgraphs/privacy/audit/audit-export.ts';
import { AuditInclusion } from '../subgraphs/privacy/audit/audit-inclusion.ts';
import { verifyLog } from '../subgraphs/privacy/audit/audit-verification.ts';
import { checkExport } from '../subgraphs/privacy/audit/exported-log.ts';
import { receiptsIn, witnessFile } from '../subgraphs/privacy/audit/file.witness.ts';
import { keyPair } from '../subgraphs/privacy/audit/tree-head.ts';
import { startAuditWorld } from '../test/kit/audit-world.ts';
import { readFile } from 'node:fs/promises';
import { fillLog } from './audit/filled-log.ts';
import { closingLine } from './report/closing-line.ts';
import { median, spelled } from './report/spread.ts';

/** How long it takes to verify a whole audit log: in the database, and from an exported file. */
const { values } = parseArgs({
  options: { entries: { type: 'string', default: '1000000' }, rounds: { type: 'string', default: '3' } },
});
const [entries, rounds] = [Number(values.entries), Number(values.rounds)];
const say = (line: string): void => void process.stdout.write(`${line}\n`);

async function timed<T>(work: () => Promise<T>, holds: (made: T) => boolean): Promise<number> {
  const begun = performance.now();
  const made = await work();
  const seconds = (performance.now() - begun) / 1_000;
  if (!holds(made)) throw new Error(`Expected all ${entries} entries to be well, got ${JSON.stringify(made)}.`);
  return seconds;
}

const world = await startAuditWorld();
try {
  const { log, witness, auditKey, witnessKey, folder } = world;
  await fillLog(log, auditKey, entries, say);
  await world.anchor.advance();
  const well = (made: { finding: unknown; entries: number; anchored: number | null }) =>
    made.finding === null && made.entries === entries && made.anchored === entries;
  const [online, offline]: [number[], number[]] = [[], []];
  for (let round = 0; round < rounds; round++) online.push(await timed(() => verifyLog(log, witness), well));
  say(`Online, ${entries} entries: ${spelled(online)} s`);
  const file = join(folder, 'log.jsonl');
  const receipt = (await witness.latest())!.receipt;
  const exporting = await timed(
    () => pipeline(Readable.from(exportedLog(log, receipt)), createWriteStream(file)),
    () => true,
  );
  say(`Exported in ${exporting.toFixed(1)} s: ${((await stat(file)).size / 1e6).toFixed(0)} MB`);
  const receipts = receiptsIn(await readFile(witnessFile(join(folder, 'witness')), 'utf8'));
  const kept = { receipts, key: keyPair(witnessKey).publicKey };
  for (let round = 0; round < rounds; round++) {
    offline.push(await timed(() => checkExport({ file, logKey: log.publicKey, witness: kept }), well));
  }
  say(`Offline: ${spelled(offline)} s`);
  const inclusion = new AuditInclusion(log);
  const first = await timed(() => inclusion.prove(0), Boolean);
  const next = await timed(() => inclusion.prove(entries - 1), Boolean);
  say(`Proof of one entry: the first in ${first.toFixed(2)} s, further ones in ${next.toFixed(3)} s`);
  say(
    closingLine({
      entries,
      auditVerifySeconds: median(online),
      auditEntriesPerSecond: Math.round(entries / median(online)),
      auditOfflineVerifySeconds: median(offline),
      auditOfflineEntriesPerSecond: Math.round(entries / median(offline)),
    }),
  );
} finally {
  await world.stop();
}
