import { readFile } from 'node:fs/promises';
import { TombstoneLedger } from '../../kit/tombstone-ledger/tombstone-ledger.ts';

/** Appends thirty erasures of its own to a ledger that another process appends to, too. */
const signingKey = await readFile(process.env['KEY']!, 'utf8');
const ledger = new TombstoneLedger({ folder: process.env['FOLDER']!, signingKey });
for (let count = 10; count < 40; count++) {
  await ledger.append({
    erasureId: `${process.env['LETTER']!.repeat(22)}${count}`,
    at: new Date().toISOString(),
    references: [{ ref: '0'.repeat(26), kind: 'GUEST' }],
    planHash: '0'.repeat(64),
  });
}
process.stdout.write('done\n');
