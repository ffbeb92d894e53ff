import 'reflect-metadata';
import { parseArgs } from 'node:util';
import { onBackups } from './backups-at.ts';

const say = (line: string) => void process.stdout.write(`${line}\n`);

/** `npm run backup`, or `npm run backup -- --to FOLDER`: takes one, and ends those whose time is over. */
async function run(): Promise<void> {
  const { to } = parseArgs({ options: { to: { type: 'string' } } }).values;
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
