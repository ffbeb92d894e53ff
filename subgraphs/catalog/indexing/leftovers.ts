import type { Model } from 'mongoose';
import type { Engine } from '../engine/engine.ts';
import type { IndexState } from './index-state.record.ts';
import type { IndexWriter } from './index-writer.ts';

/** How long a generation that is no longer live, or never was, may still be asked by somebody. */
const GRACE_MS = 60_000;
const MOST = 10;

/**
 * Drops the generations of an index that nobody needs: old ones a minute after the pointer left them, and what a killed rebuild
 * left. Never the live one, one that is being built, or another index. May run in two processes at once.
 */
export async function dropLeftovers(
  engine: Engine,
  states: Model<IndexState>,
  writer: IndexWriter,
  graceMs = GRACE_MS,
): Promise<string[]> {
  const { name } = writer.source;
  const now = new Date();
  // A claim without a sign of life is void from here on: its rebuild cannot move the pointer any more.
  await states.updateOne(
    { _id: name, building: { $ne: null }, buildingUntil: { $lt: now } },
    { $set: { building: null, buildingUntil: null } },
  );
  const { results } = await engine.admin.getRawIndexes({ limit: 1_000 });
  const state = await states.findById(name).lean();
  const before = now.getTime() - graceMs;
  if (!state?.live || (state.swappedAt?.getTime() ?? 0) > before) return [];
  const ofThisIndex = new RegExp(`^${name}-[0-9a-z]{8,20}$`);
  const leftovers = results
    .filter(({ uid, createdAt }) => ofThisIndex.test(uid) && Date.parse(createdAt) < before)
    .map(({ uid }) => uid)
    .filter((uid) => uid !== state.live && uid !== state.building)
    .slice(0, MOST);
  for (const leftover of leftovers) await writer.drop(leftover).catch(ignoreAbsent);
  return leftovers;
}

function ignoreAbsent(error: Error): void {
  if (!/not found/i.test(error.message)) throw error;
}
