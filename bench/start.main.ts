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
const figures: Record<string, number> = {};
let directory = new NpmStart(folder, port);
try {
  figures['firstStartSeconds'] = await seconds('First start, with seeding, to the first search answered', () =>
    directory.untilAnswered(),
  );
  figures['stopSeconds'] = await seconds('Ctrl-C to no process left', () => directory.interrupt());
  directory = new NpmStart(folder, port);
  figures['secondStartSeconds'] = await seconds('Second start, to the first search answered', () =>
    directory.untilAnswered(),
  );
  figures['killSeconds'] = await seconds('Killed, to no process left', () => directory.kill());
} finally {
  await directory.kill();
  await rm(folder, { recursive: true, force: true });
}
say(closingLine(figures));
