import 'reflect-metadata';
import { setTimeout as sleep } from 'node:timers/promises';
import { BuildRunning } from './index-build.ts';
import { rebuildIndex } from './index-rebuild.ts';
import { runSearchCommand, type SearchCommand } from './search-command.process.ts';
import type { IndexWriter } from './index-writer.ts';

const STEP_MS = 1_000;

/** Rebuilds the named indexes (`products`, `companies`; both when none is named) beside the live ones and swaps. */
await runSearchCommand(async (command) => {
  for (const writer of command.writers) {
    const begun = Date.now();
    const generation = await rebuilt(command, writer);
    command.say(`${generation} is live after ${((Date.now() - begun) / 1_000).toFixed(1)} s.`);
  }
  return 0;
}, process.env);

/** Waits for another rebuild to end, or for a killed one to count as such. */
async function rebuilt({ states, feed, say }: SearchCommand, writer: IndexWriter): Promise<string> {
  let said = 0;
  const progress = (done: number, expected: number): void => {
    if (Date.now() - said < STEP_MS && done < expected) return;
    said = Date.now();
    const total = Math.max(done, expected); // documents written meanwhile are read too
    const percent = Math.floor((100 * done) / Math.max(1, total));
    say(`  ${writer.source.name} ${done.toLocaleString('en')} of ${total.toLocaleString('en')} (${percent} %)`);
  };
  for (let waiting = false; ; waiting = true) {
    try {
      return await rebuildIndex({ states, feed, writer, progress });
    } catch (error) {
      if (!(error instanceof BuildRunning)) throw error;
      if (!waiting) say(error.message);
      await sleep(STEP_MS);
    }
  }
}
