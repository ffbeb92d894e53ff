import { residentMegabytes } from '../deployment/process-meter.ts';
import { spelled, spread } from '../report/spread.ts';
import { measured, type Stage } from './stage.ts';

/** Memory counts as flat when the last third of the time holds no more than this times the first. */
const FLAT = 1.1;

/** The memory of the one process under a mixed load, sampled every second. */
export async function residency(
  stage: Stage,
  minutes: number,
): Promise<{ residentMegabytes: number; residentFlat: boolean }> {
  const { gateway, say } = stage;
  say(
    `\nMemory of the process over ${minutes} minutes of searches and product pages, ${stage.connections} connections:`,
  );
  const samples: number[] = [];
  const sampling = setInterval(() => samples.push(residentMegabytes(gateway.pid)), 1_000);
  const { jobs } = await measured(stage, { target: 'mixed', seconds: minutes * 60 });
  clearInterval(sampling);
  const third = Math.ceil(samples.length / 3);
  const [first, last] = [samples.slice(0, third), samples.slice(-third)];
  say(`  ${jobs} answers · first third ${spelled(first)} MB · last third ${spelled(last)} MB`);
  return {
    residentMegabytes: spread(last).median,
    residentFlat: spread(last).median <= FLAT * spread(first).median,
  };
}
