import 'reflect-metadata';
import { onBackups } from './backups-at.ts';
import { readCommandLine } from './kit/process/command-line.ts';

const USAGE = 'Expected at most the folder where the backup is to lie: npm run backup -- --to FOLDER';
const say = (line: string) => void process.stdout.write(`${line}\n`);

/** `npm run backup`, or `npm run backup -- --to FOLDER`: takes one, and ends those whose time is over. */
async function run(): Promise<void> {
  const { to } = readCommandLine({ options: { to: { type: 'string' } } }, USAGE).values;
  if (to === '') throw new Error(USAGE);
  await onBackups({ env: process.env, to, say }, async ({ backups, register, audited }) => {
    const { file, head } = await backups.take(new Date());
    await audited('BACKUP_TAKEN', head.id);
    say(`Taken: ${file}, ${head.collections.length} collections, to be read until ${head.expiresAt}.`);
    const ended = await register.expire(new Date(), ({ id }) => audited('BACKUP_DESTROYED', id));
    for (const { id } of ended) say(`Ended: ${id}; its key is destroyed.`);
  });
}

await run().catch((error: Error) => {
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
});
