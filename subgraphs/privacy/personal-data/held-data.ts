import type { PersonalRow } from '../../../kit/data-map/data-map.ts';
import type { Participant, PersonRecord, PersonReference } from '../../../kit/participation/participant.ts';
import { heldValues } from './held-values.ts';
import { isTold, placeOfPath } from './processing-groups.ts';

/** What is held about somebody at one path: how many values, and the first of them. */
export interface HeldAt {
  row: PersonalRow;
  count: number;
  values: readonly string[];
}

export interface HeldData {
  /** By `placeOfPath`. */
  at: ReadonlyMap<string, HeldAt>;
  /** False: there were more records than are looked at. */
  isComplete: boolean;
}

type Counted = { row: PersonalRow; count: number; values: string[] };

/** Of each part of the directory: somebody waits for the answer. An export has all. */
const MOST_RECORDS = 2_000;
const MOST_VALUES = 20;
const MOST_LETTERS = 500;

/** Reads what is held about somebody, and keeps of it how much there is and the first values. */
export async function heldData(
  participants: readonly Pick<Participant, 'export'>[],
  references: readonly PersonReference[],
  rows: readonly PersonalRow[],
): Promise<HeldData> {
  const at = new Map(rows.filter(isTold).map((row) => [placeOfPath(row), { row, count: 0, values: [] }]));
  const whole = await Promise.all(participants.map((participant) => readFrom(participant.export(references), at)));
  return { at: new Map([...at].filter(([, { count }]) => count > 0)), isComplete: whole.every(Boolean) };
}

async function readFrom(records: AsyncIterable<PersonRecord>, at: ReadonlyMap<string, Counted>): Promise<boolean> {
  let read = 0;
  for await (const record of records) {
    if (++read > MOST_RECORDS) return false;
    for (const { path, value } of heldValues(record.values)) {
      if (value !== null) add(at.get(placeOfPath({ ...record, path })), String(value));
    }
    for (const path of record.summarised) add(at.get(placeOfPath({ ...record, path })), null);
  }
  return true;
}

function add(counted: Counted | undefined, value: string | null): void {
  if (!counted) return;
  counted.count++;
  if (value !== null && counted.values.length < MOST_VALUES) counted.values.push(cut(value));
}

/** Never in the middle of a character. */
const cut = (value: string): string =>
  value.length > MOST_LETTERS ? `${value.slice(0, MOST_LETTERS).replace(/[\ud800-\udbff]$/, '')}…` : value;
