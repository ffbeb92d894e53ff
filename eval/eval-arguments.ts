import { parseArgs } from 'node:util';
import { LOCALES, type Locale } from '../kit/text/localized-text.ts';
import type { OutsideFiles } from './sets/outside-set.ts';
import { SYSTEM_NAMES, type SystemName } from './systems/evaluated-system.ts';

export const SPLITS = ['tuning', 'held-out', 'all'] as const;
export type Split = (typeof SPLITS)[number];

/** What `npm run eval:search` is told on its command line. */
export interface EvalArguments {
  /** A set in files, and its language; null: the sets of the market. */
  outside: { files: OutsideFiles; locale: Locale } | null;
  systems: SystemName[];
  /** How many documents of an answer count. */
  k: number;
  /** Products of the market. */
  products: number;
  splits: Split[];
  /** So many of the queries that are answered worst are shown; none of those held out. */
  worst: number;
}

const PAIR: Split[] = ['tuning', 'held-out'];

/** @throws an error that says what was expected */
export function evalArguments(args: string[]): EvalArguments {
  const text = { type: 'string' } as const;
  const { values } = parseArgs({
    args,
    options: {
      documents: text,
      queries: text,
      qrels: text,
      locale: text,
      systems: { ...text, default: SYSTEM_NAMES.join(',') },
      k: { ...text, default: '10' },
      products: { ...text, default: '6000' },
      split: text,
      worst: { ...text, default: '0' },
    },
  });
  return {
    outside: outsideOf(values),
    systems: values.systems.split(',').map((name) => oneOf('--systems', SYSTEM_NAMES, name)),
    k: wholeNumber('--k', values.k, 100),
    products: wholeNumber('--products', values.products, 1_000_000),
    splits: values.split === undefined ? PAIR : [oneOf('--split', SPLITS, values.split)],
    worst: wholeNumber('--worst', values.worst, 10_000, 0),
  };
}

function outsideOf({ documents, queries, qrels, locale }: Partial<OutsideFiles> & { locale?: string }) {
  if (!documents && !queries && !qrels && !locale) return null;
  if (!documents || !queries || !qrels || !locale)
    throw new Error('Expected --documents, --queries, --qrels and --locale together, or none of them.');
  return { files: { documents, queries, qrels }, locale: oneOf('--locale', LOCALES, locale.toUpperCase()) };
}

function oneOf<T extends string>(option: string, known: readonly T[], given: string): T {
  const found = known.find((each) => each === given);
  if (found === undefined) throw new Error(`Expected ${option} of ${known.join(', ')}, got ${JSON.stringify(given)}.`);
  return found;
}

function wholeNumber(option: string, given: string, most: number, least = 1): number {
  const number = Number(given);
  if (Number.isInteger(number) && number >= least && number <= most) return number;
  throw new Error(`Expected ${option} from ${least} to ${most}, got ${JSON.stringify(given)}.`);
}
