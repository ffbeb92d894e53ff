import type { Say } from '../deployment/deployment.ts';
import type { Measured } from '../search/stage.ts';
import { spelled } from './spread.ts';

/** Says what the rounds of one side came to: median (least–most). */
export function sayRounds(say: Say, side: string, rounds: readonly Measured[]): void {
  const of = (pick: (round: Measured) => number) => spelled(rounds.map(pick));
  say(
    `  ${side.padEnd(10)} ${of((round) => round.perSecond)} /s · p50 ${of((round) => round.p50)} · p95 ${of((round) => round.p95)} · p99 ${of((round) => round.p99)} ms`,
  );
  say(
    `  ${''.padEnd(10)} CPU ms each: gateway ${of((round) => round.cpu.gateway)} · engine ${of((round) => round.cpu.engine)} · mongod ${of((round) => round.cpu.database)} · generator ${of((round) => round.generatorMs)} · ${rounds[0]!.bytes} bytes`,
  );
}
