import { existsSync, statfsSync } from 'node:fs';
import { freemem } from 'node:os';

const MEMORY = '/dev/shm';
const ROOM_BYTES = 4 * 2 ** 30;
const FREE_BYTES = 10 * 2 ** 30;

/**
 * Servers of tests keep what is thrown away in memory, where there is enough of it: they wait for no disk. Whoever names a place (`TMPDIR`) has
 * it there.
 */
export default function keepInMemory() {
  if (process.env['TMPDIR'] || !existsSync(MEMORY) || freemem() < FREE_BYTES) return;
  const { bavail, bsize } = statfsSync(MEMORY);
  if (bavail * bsize >= ROOM_BYTES) process.env['TMPDIR'] = MEMORY;
}
