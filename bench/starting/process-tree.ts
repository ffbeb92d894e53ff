import { readdirSync, readFileSync } from 'node:fs';

/** A process's state and parent, as Linux tells them; null when there is no such process. */
function statOf(pid: number): { state: string; parent: number } | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const [state, parent] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return { state: state!, parent: Number(parent) };
  } catch {
    return null;
  }
}

/** Whether a process runs; one that has ended and was not yet collected does not. */
export const lives = (pid: number): boolean => !['Z', 'X', undefined].includes(statOf(pid)?.state);

/** All processes below one, now. */
export function descendants(root: number): number[] {
  const pids = readdirSync('/proc').map(Number).filter(Boolean);
  const parentOf = new Map(pids.map((pid) => [pid, statOf(pid)?.parent]));
  const found = [root];
  for (const parent of found) found.push(...pids.filter((pid) => parentOf.get(pid) === parent));
  return found.slice(1);
}
