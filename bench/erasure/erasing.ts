import { setTimeout as sleep } from 'node:timers/promises';
import type { Connection } from 'mongoose';
import type { Say } from '../deployment/deployment.ts';
import { residentMegabytes } from '../deployment/process-meter.ts';
import { ErasureStore } from '../../subgraphs/privacy/erasure/erasure-store.ts';
import type { Erasure } from '../../subgraphs/privacy/erasure/erasure.record.ts';
import type { Leaver, Leavers } from './leaver.ts';

/** What the erasing of people is measured on. */
export interface ErasureStage {
  leavers: Leavers;
  privacy: Connection;
  pid: number;
  say: Say;
}

const POLL_MS = 100;
const secondsBetween = (from: Date | null, to: Date | null): number => (to!.getTime() - from!.getTime()) / 1_000;

/** One person with so many records: seconds until all is fenced, erased and shredded, from when it was due. */
export async function oneSubject(stage: ErasureStage, records: number): Promise<Record<string, number>> {
  const { leavers, say, pid } = stage;
  const leaver = await leavers.add(records);
  const due = new Date();
  await leavers.due([leaver]);
  const { peak, erasures } = await untilCertified(stage, [leaver]);
  const [erasure] = erasures as [Erasure];
  const seconds = secondsBetween(due, erasure.shreddedAt);
  const [fenced, certified] = [secondsBetween(due, erasure.fencedAt), secondsBetween(due, erasure.closedAt)];
  say(
    `${records} records: fenced after ${fenced.toFixed(2)} s, erased and shredded after ${seconds.toFixed(2)} s, certified after ${certified.toFixed(2)} s; memory ${residentMegabytes(pid).toFixed(0)} MB, at the most ${peak.toFixed(0)}`,
  );
  return { [`erase${records}Seconds`]: seconds, [`erase${records}PeakMb`]: peak };
}

/** So many people at once: seconds until the last is shredded, and from when each was begun until its fence was in force. */
export async function manySubjects(
  stage: ErasureStage,
  people: number,
  records: number,
): Promise<Record<string, number>> {
  const all: Leaver[] = [];
  for (let at = 0; at < people; at++) all.push(await stage.leavers.add(records));
  const due = new Date();
  await stage.leavers.due(all);
  const { peak, erasures } = await untilCertified(stage, all);
  const seconds = Math.max(...erasures.map((one) => secondsBetween(due, one.shreddedAt)));
  const fenceP99 = fenceP99Of(erasures);
  stage.say(
    `${people} people of ${records} records: the last shredded after ${seconds.toFixed(1)} s (${(people / seconds).toFixed(1)} a second); a fence in force after ${fenceP99.toFixed(2)} s at p99; memory at the most ${peak.toFixed(0)} MB`,
  );
  return {
    erasedPerSecond: people / seconds,
    eraseManySeconds: seconds,
    fenceManyP99Seconds: fenceP99,
    erasePeakMb: peak,
  };
}

/** Seconds from when each was approved until its fence was in force. */
export function fenceP99Of(erasures: readonly Erasure[]): number {
  const fences = erasures.map((one) => secondsBetween(one.approvedAt, one.fencedAt)).toSorted((a, b) => a - b);
  return fences[Math.ceil(fences.length * 0.99) - 1]!;
}

/** Waits until each has its certificate; throws when one is stopped. */
export async function untilCertified(
  { privacy, pid }: ErasureStage,
  leavers: readonly Leaver[],
): Promise<{ peak: number; erasures: Erasure[] }> {
  const { collection } = new ErasureStore(privacy);
  const caseId = { $in: leavers.map((one) => one.caseId) };
  for (let peak = 0; ; await sleep(POLL_MS)) {
    peak = Math.max(peak, residentMegabytes(pid));
    if ((await collection.countDocuments({ caseId, state: 'CERTIFIED' })) === leavers.length)
      return { peak, erasures: await collection.find({ caseId }).toArray() };
    const stopped = await collection.findOne({ caseId, state: 'BLOCKED' });
    if (stopped) throw new Error(`Expected an erasure, got one that is stopped: ${JSON.stringify(stopped.blockedBy)}`);
  }
}
