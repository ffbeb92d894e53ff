import 'reflect-metadata';
import { createWriteStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { parseArgs } from 'node:util';
import { readConfig } from '../../../kit/config/config.ts';
import { text } from '../../../kit/config/setting.ts';
import { onMongod } from '../../../kit/local-servers/on-mongod.ts';
import { connect } from '../../../kit/mongo/connect.ts';
import { exportedLog } from './audit-export.ts';
import { auditStore } from './audit-log.ts';
import { receiptsIn, witnessFile } from './file.witness.ts';
import type { Receipt } from './witness.ts';

const say = (line: string): void => void process.stdout.write(`${line}\n`);

/** What the witness says last, unchecked; null where it says nothing. */
async function lastReceipt(witness: string): Promise<Receipt | null> {
  const all = witness.startsWith('file:')
    ? await readFile(witnessFile(witness.slice('file:'.length)), 'utf8').catch(() => '')
    : await (await fetch(new URL('/heads/latest', witness))).text();
  return receiptsIn(all).at(-1) ?? null;
}

async function run(): Promise<void> {
  const { values } = parseArgs({ options: { out: { type: 'string' } } });
  if (!values.out) throw new Error('Expected where to write the log: npm run audit:export -- --out FILE');
  const { DATA_DIR } = readConfig({ DATA_DIR: text(500, '.data') }, process.env);
  const { WITNESS } = readConfig({ WITNESS: text(500, `file:${DATA_DIR}/witness`) }, process.env);
  const { out } = values;
  await onMongod({ dataDir: DATA_DIR, env: process.env, log: say }, (uri) => write(out, uri, WITNESS));
}

async function write(out: string, mongoUri: string, witness: string): Promise<void> {
  const [connection] = connect(mongoUri, ['privacy']);
  try {
    await connection.asPromise();
    const receipt = await lastReceipt(witness);
    const lines = Readable.from(exportedLog(auditStore(connection), receipt));
    await pipeline(lines, createWriteStream(out, { mode: 0o600 }));
    say(`The log is in ${out}${receipt ? ', with the witness’s last receipt.' : '; no witness answered.'}`);
  } finally {
    await connection.close();
  }
}

await run().catch((error: Error) => {
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
});
