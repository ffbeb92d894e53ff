import { link, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';

/** The data folder is in use by another process. */
export class FolderInUseError extends Error {
  override name = 'FolderInUseError';
}

/** The watchdog of a process that was killed needs this long at most to stop its servers. */
const patienceMilliseconds = 10_000;

/**
 * Takes the lock file, which names the owner and its watchdog. It is stale when both are gone, and then taken over; while only the
 * watchdog is left (the owner was killed a moment ago), it is waited for. Answers how to give the lock back.
 */
export async function takeLock(file: string, watchdog: number): Promise<() => Promise<void>> {
  const mine = (await Promise.all([process.pid, watchdog].map(identity))).join('\n');
  const draft = `${file}.${randomUUID()}`;
  await writeFile(draft, mine, { mode: 0o600 });
  const end = Date.now() + patienceMilliseconds;
  try {
    // A link appears whole and fails where there is one: nobody ever reads half a lock.
    while (!(await linkUnlessThere(draft, file))) {
      const held = await readFile(file, 'utf8').catch(() => '');
      const [owner, guard] = held.split('\n');
      if (await lives(owner)) {
        throw new FolderInUseError(
          `${file} is held by process ${owner?.split(' ')[0]}, which runs: only one process may use a data folder. ` +
            'Stop it, or name another data folder.',
        );
      }
      if (!(await lives(guard))) await takeAway(file, held);
      else if (Date.now() > end)
        throw new FolderInUseError(`${file}: the servers of the last run still stop. Try again.`);
      else await sleep(50);
    }
  } finally {
    await rm(draft, { force: true });
  }
  return () => rm(file, { force: true });
}

const linkUnlessThere = (from: string, to: string): Promise<boolean> =>
  link(from, to).then(
    () => true,
    (error: NodeJS.ErrnoException) => {
      if (error.code === 'EEXIST') return false;
      throw error;
    },
  );

/** Removes the stale lock; gives it back where another process took it over between the reading and the moving. */
async function takeAway(file: string, stale: string): Promise<void> {
  const aside = `${file}.${randomUUID()}`;
  await rename(file, aside).catch(() => undefined);
  if ((await readFile(aside, 'utf8').catch(() => stale)) !== stale) await linkUnlessThere(aside, file);
  await rm(aside, { force: true });
}

/** A process, told apart from a later one with the same number by when it started (where Linux says so). */
async function identity(pid: number): Promise<string> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return `${pid} ${fields[19] ?? ''}`.trim();
}

async function lives(who: string | undefined): Promise<boolean> {
  const pid = Number(who?.split(' ')[0]);
  if (!who || !Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return false;
  }
  return (await identity(pid)) === who;
}
