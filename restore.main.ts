import 'reflect-metadata';
import { parseArgs } from 'node:util';
import { onBackups } from './backups-at.ts';

const say = (line: string) => void process.stdout.write(`${line}\n`);

/** `npm run restore -- --from FILE`: into empty databases; with `--replace` in the place of what they hold. */
await onBackups(process.env, say, async (backups, restores) => {
  const { values } = parseArgs({ options: { from: { type: 'string' }, replace: { type: 'boolean', default: false } } });
  if (!values.from)
    throw new Error(
      'Expected which backup: npm run restore -- --from FILE. npm run backup -- --list says which there are.',
    );
  const head = await backups.verify(values.from);
  await backups.checkRoom(values);
  await restores.begin(head, new Date());
  const documents = await backups.restore(values.from);
  await restores.finish(head, new Date());
  say(
    `Restored ${documents} documents as they were at ${head.createdAt}. The search index is made anew by the next start.`,
  );
}).catch((error: Error) => {
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
});
