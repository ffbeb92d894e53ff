import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../kit/local-servers/port.ts';
import { closingLine } from './report/closing-line.ts';
import { NpmStart } from './starting/npm-start.ts';

const say = (line: string) => void process.stdout.write(`${line}\n`);

async function seconds(what: string, act: () => Promise<void>): Promise<number> {
  const begun = performance.now();
  await act();
  const took = (performance.now() - begun) / 1_000;
  say(`${what}: ${took.toFixed(1)} s`);
  return took;
}

const folder = await mkdtemp(join(tmpdir(), 'trade-directory-start-'));
const port = await freePort();
const start = async (): Promise<NpmStart> => {
  const directory = new NpmStart(folder, port);
  await directory.untilAnswered();
  return directory;
};
let directory: NpmStart | undefined;
const figures: Record<string, number> = {};
try {
  figures['firstStartSeconds'] = await seconds('First start, with seeding, to the first search answered', async () => {
    directory = await start();
  });
  figures['stopSeconds'] = await seconds('Ctrl-C to no process left', () => directory!.interrupt());
  figures['secondStartSeconds'] = await seconds('Second start, to the first search answered', async () => {
    directory = await start();
  });
  figures['killSeconds'] = await seconds('Killed, to no process left', () => directory!.kill());
} finally {
  await rm(folder, { recursive: true, force: true });
}
say(closingLine(figures));
