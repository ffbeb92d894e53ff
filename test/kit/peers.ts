import { readFile } from 'node:fs/promises';
import { isIP } from 'node:net';

interface Line {
  pid: number;
  /** What runs, and whom its environment names. */
  program?: string;
  named?: string[];
  by?: 'tcp' | 'udp' | 'name';
  to?: string;
}

/** What Node.js is told so that a process writes down whom it turns to. */
export const watchedInto = (file: string): string => {
  const preload = new URL('peers.preload.mjs', import.meta.url);
  preload.searchParams.set('file', file);
  return `--import=${preload.href}`;
};

export interface Watched {
  program: string;
  named: string[];
  /** Whom it turned to, each once. */
  peers: string[];
  /** Those of them that its configuration does not name. */
  strange: string[];
}

/** What each process that was watched turned to. */
export async function peersIn(file: string): Promise<Watched[]> {
  const lines = (await readFile(file, 'utf8'))
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Line);
  return lines.flatMap(({ pid, program, named }) => {
    if (program === undefined || !named) return [];
    const turned = lines.filter((line) => line.pid === pid && line.to !== undefined);
    const hosts = new Set(named.map((one) => one.slice(0, one.lastIndexOf(':'))));
    const isNamed = ({ by, to }: Line): boolean =>
      by === 'name' ? isIP(to!) > 0 || hosts.has(to!) : named.includes(to!);
    const each = (some: Line[]): string[] => [...new Set(some.map(({ by, to }) => `${by} ${to}`))];
    return [{ program, named, peers: each(turned), strange: each(turned.filter((line) => !isNamed(line))) }];
  });
}
