import { startStrangers } from '../test/kit/strangers.ts';
import { closingLine } from './report/closing-line.ts';
import { median, spelled } from './report/spread.ts';

/**
 * Whether the time of an answer tells which addresses we know: many tries, taken in turn, in changing order. Each of an address that we know is held
 * against the one of nobody's in its round, so that other work on the machine weighs on both; the figure is the median of these ratios.
 */
const WARMED = 50;
const TRIES = Number(process.argv[2] ?? 1_000);
const KINDS = ['account', 'guest', 'nobody'] as const;

const say = (line: string): void => void process.stdout.write(`${line}\n`);
const strangers = await startStrangers();
const figures: Record<string, number> = { tries: TRIES };
for (const mutation of ['sendInquiry', 'subscribe'] as const) {
  const times = { account: [] as number[], guest: [] as number[], nobody: [] as number[] };
  for (let round = 0; round < WARMED + TRIES; round++) {
    const first = round % KINDS.length;
    for (const kind of [...KINDS.slice(first), ...KINDS.slice(0, first)]) {
      const address = strangers.addresses()[kind];
      const begun = performance.now();
      await strangers[mutation](address);
      if (round >= WARMED) times[kind].push(performance.now() - begun);
    }
  }
  for (const kind of KINDS) say(`${mutation}, an address of ${kind}: ${spelled(times[kind])} ms`);
  const ratioOf = (kind: 'account' | 'guest') => median(times[kind].map((ms, round) => ms / times.nobody[round]!));
  figures[`${mutation}AccountRatio`] = ratioOf('account');
  figures[`${mutation}GuestRatio`] = ratioOf('guest');
}
await strangers.stop();
say(closingLine(figures));
