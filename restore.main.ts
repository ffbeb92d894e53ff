import 'reflect-metadata';
import { onBackups } from './backups-at.ts';
import { readCommandLine } from './kit/process/command-line.ts';

const USAGE =
  'Expected which backup: npm run restore -- --from FILE [--replace]. npm run backups says which there are.';
const say = (line: string) => void process.stdout.write(`${line}\n`);

/** `npm run restore -- --from FILE`: into empty databases; with `--replace` in the place of what they hold. */
async function run(): Promise<void> {
  const options = { from: { type: 'string' }, replace: { type: 'boolean', default: false } } as const;
  const { from, replace } = readCommandLine({ options }, USAGE).values;
  if (!from) throw new Error(USAGE);
  await onBackups({ env: process.env, say }, async ({ backups, restores, audited }) => {
    const head = await backups.verify(from);
    const documents = await restores.alone(async (check) => {
      await backups.checkRoom({ replace });
      await restores.begin(head, new Date());
      const written = await backups.restore(from, check);
      check();
      await restores.finish(head, new Date());
      await audited('BACKUP_RESTORED', head.id);
      return written;
    });
    say(
      `Restored ${documents} documents as they were at ${head.createdAt}. The next start makes the search index anew.`,
    );
  });
}

await run().catch((error: Error) => {
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
});
