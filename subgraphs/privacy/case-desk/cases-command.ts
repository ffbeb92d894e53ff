import { readCaseNumber } from '../case/case-number.ts';
import type { SoughtCases } from '../case/case-store.ts';
import { CASE_STATES, OPEN_STATES, REGIMES, RIGHTS } from '../case/privacy-case.values.ts';

/** What somebody asks for on the command line. */
export type CasesCommand = { kind: 'list'; sought: SoughtCases } | { kind: 'show'; number: string };

export interface GivenCasesCommand {
  words: readonly string[];
  state?: readonly string[];
  right?: readonly string[];
  regime?: readonly string[];
  'due-before'?: string;
}

const CASES_USAGE = `npm run cases -- list [--state TRIAGE] [--right ERASURE] [--regime KVKK] [--due-before 2026-12-31]
npm run cases -- show PC-7K2M-Q0ZD-4XNB`;

/** Reads the words of the command line. Throws with what was expected and how to ask. */
export function readCasesCommand(given: GivenCasesCommand): CasesCommand {
  const [kind = 'list', typed, ...more] = given.words;
  if (kind === 'show' && more.length === 0) {
    const number = readCaseNumber(typed ?? '');
    if (number) return { kind, number };
    throw new Error(`Expected the number of a case, got ${typed ?? 'nothing'}.\n${CASES_USAGE}`);
  }
  if (kind !== 'list' || typed !== undefined)
    throw new Error(`Expected list or show, got ${given.words.join(' ')}.\n${CASES_USAGE}`);
  const sought = {
    states: named('--state', given.state, CASE_STATES) ?? OPEN_STATES,
    rights: named('--right', given.right, RIGHTS),
    regimes: named('--regime', given.regime, REGIMES),
    dueBefore: dayIn(given['due-before']),
  };
  return { kind, sought };
}

function named<T extends string>(option: string, asked: readonly string[] | undefined, all: readonly T[]): T[] | null {
  const unknown = asked?.find((one) => !(all as readonly string[]).includes(one));
  if (unknown !== undefined)
    throw new Error(`Expected ${option} of ${all.join(', ')}, got ${unknown}.\n${CASES_USAGE}`);
  return asked ? all.filter((one) => asked.includes(one)) : null;
}

function dayIn(asked: string | undefined): Date | null {
  if (asked === undefined) return null;
  const day = /^\d{4}-\d\d-\d\d(T.*)?$/.test(asked) ? new Date(asked) : new Date(Number.NaN);
  if (Number.isNaN(day.getTime()))
    throw new Error(`Expected --due-before as 2026-12-31, got ${asked}.\n${CASES_USAGE}`);
  return day;
}
