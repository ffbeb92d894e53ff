import 'reflect-metadata';
import { parseArgs } from 'node:util';
import { onBackups } from './backups-at.ts';

const say = (line: string) => void process.stdout.write(`${line}\n`);

/** `npm run backup`: takes one and ends those whose time is over; `-- --list`: says which there are. */
await onBackups(process.env, say, async (backups) => {
  const { values } = parseArgs({ options: { list: { type: 'boolean' } } });
  if (!values.list) {
    const { file, head } = await backups.take(new Date());
    say(`Taken: ${file}, ${head.collections.length} collections, to be read until ${head.expiresAt}.`);
    for (const { id } of await backups.expire(new Date())) say(`Ended: ${id}; its key is destroyed.`);
    return;
  }
  for (const { file, head } of await backups.kept()) say(`${head.createdAt}\tuntil ${head.expiresAt}\t${file}`);
}).catch((error: Error) => {
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
});
