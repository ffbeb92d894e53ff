import 'reflect-metadata';
import { DriftCheck, differing } from './drift-check.ts';
import { runSearchCommand } from './search-command.process.ts';

const ROUNDS = 3;

/**
 * Compares the live indexes with the database. Exit code 0: equal; 1: they differ, or still do after `--repair`; 2: not checked.
 * What a repair wrote is compared again, because the running directory writes too.
 */
await runSearchCommand(async ({ engine, states, writers, repair, say }) => {
  let differ = 0;
  for (const writer of writers) {
    const { name } = writer.source;
    const live = (await states.findById(name).lean())?.live;
    if (!live) throw new Error(`Expected a live ${name} index, there is none: start the directory, or rebuild.`);
    const check = new DriftCheck(engine, writer);
    for (let round = 1; ; round++) {
      const { drift } = await check.compare(live, { afterId: '', offset: 0 }, Infinity);
      const { checked, missing, stale, superfluous } = drift;
      say(
        `${live}: ${checked} compared, ${missing.length} missing, ${stale.length} stale, ${superfluous.length} superfluous`,
      );
      const count = differing(drift).length;
      if (count === 0) break;
      if (!repair || round === ROUNDS) {
        differ += count;
        break;
      }
      await check.repair(live, drift);
      say(`${live}: ${count} repaired`);
    }
  }
  return differ === 0 ? 0 : 1;
}, process.env);
