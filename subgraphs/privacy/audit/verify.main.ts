import { createPublicKey, type KeyObject } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { checkExport } from './exported-log.ts';
import { receiptsIn } from './file.witness.ts';

/** Verifies an exported audit log with nothing but files: no database, no network. Ends with 1 when something is wrong. */
const USAGE =
  'Expected the exported log and the public key of the log: npm run audit:verify -- --log FILE --key PUBLIC_KEY_FILE [--witness WITNESS_FILE --witness-key PUBLIC_KEY_FILE]';
const say = (line: string): void => void process.stdout.write(`${line}\n`);
const keyIn = async (file: string): Promise<KeyObject> => createPublicKey(await readFile(file, 'utf8'));

async function run(): Promise<number> {
  const text = { type: 'string' } as const;
  const { values } = parseArgs({ options: { log: text, key: text, witness: text, 'witness-key': text } });
  const { log, key, witness, 'witness-key': witnessKey } = values;
  if (!log || !key || (witness && !witnessKey)) throw new Error(USAGE);
  const { finding, entries, heads, newest, anchored } = await checkExport({
    file: log,
    logKey: await keyIn(key),
    witness: witnessKey
      ? { receipts: witness ? receiptsIn(await readFile(witness, 'utf8')) : [], key: await keyIn(witnessKey) }
      : null,
  });
  say(`${entries} entries, compared with ${heads} signed heads.`);
  if (newest) say(`Newest head: ${newest.size} entries, root ${newest.root}, signed ${newest.time}.`);
  say(
    anchored === null
      ? 'No witness was given: a log that was rewritten whole, with the log’s own key, would not be seen.'
      : `The witness has seen ${anchored} entries.`,
  );
  if (!finding) {
    say('Nothing is broken.');
    return 0;
  }
  const { problem, firstBroken } = finding;
  say(
    `BROKEN: ${problem}${firstBroken === null ? '' : `, the first broken entry is ${firstBroken} (counted from 0)`}.`,
  );
  return 1;
}

process.exitCode = await run().catch((error: Error) => {
  process.stderr.write(`${error.message}\n`);
  return 2;
});
