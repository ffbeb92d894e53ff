import 'reflect-metadata';
import { onBackups } from './backups-at.ts';
import { sizeOf } from './kit/backup/backup-register.ts';
import { readCommandLine } from './kit/process/command-line.ts';

const say = (line: string) => void process.stdout.write(`${line}\n`);

/** `npm run backups`: ends those whose time is over, and says which there are. */
async function run(): Promise<void> {
  readCommandLine({ options: {} }, 'Expected nothing more: npm run backups');
  await onBackups({ env: process.env, say }, async ({ register, audited }) => {
    const ended = await register.expire(new Date(), ({ id }) => audited('BACKUP_DESTROYED', id));
    for (const { id } of ended) say(`Ended: ${id}; its key is destroyed.`);
    const kept = await register.all();
    for (const one of kept) {
      const bytes = await sizeOf(one);
      const size = bytes === null ? 'not where it was written' : `${bytes} bytes`;
      say(`${one.id}\ttaken ${one.createdAt}\tuntil ${one.expiresAt}\t${size}\t${one.file}`);
    }
    if (kept.length === 0) say('There is no backup: npm run backup takes one.');
  });
}

await run().catch((error: Error) => {
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
});
