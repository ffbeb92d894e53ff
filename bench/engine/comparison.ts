import { residentMegabytes } from '../deployment/process-meter.ts';
import { median, spelled } from '../report/spread.ts';
import { measured, type Measured, type Stage } from '../search/stage.ts';
import type { EngineName } from './candidate.ts';

export const PAGES = ['search', 'product'] as const;
export type Page = (typeof PAGES)[number];

/** What one engine came to, round by round, and the memory that it holds afterwards. */
export interface Outcome {
  name: EngineName;
  rounds: Record<Page, Measured[]>;
  residentMegabytes: number;
}

export interface Comparison {
  /** The engine behind the search asked directly: the floor that all share. */
  direct: Measured[];
  outcomes: Outcome[];
}

/** The engines in turns, page by page; each round begins with another one, so that none is always the first. */
export async function comparison(stages: Record<EngineName, Stage>, only: readonly EngineName[]): Promise<Comparison> {
  const { rounds } = stages.own;
  const direct: Measured[] = [];
  const outcomes = only.map((name) => ({ name, rounds: { search: [], product: [] } as Outcome['rounds'] }));
  for (let round = 0; round < rounds; round++) {
    direct.push(await measured(stages.own, { target: 'direct' }));
    const first = round % outcomes.length;
    for (const { name, rounds: into } of [...outcomes.slice(first), ...outcomes.slice(0, first)])
      for (const page of PAGES) into[page].push(await measured(stages[name], { target: `${name} ${page}` }));
  }
  return {
    direct,
    outcomes: outcomes.map((one) => ({ ...one, residentMegabytes: residentMegabytes(stages[one.name].gateway.pid) })),
  };
}

/** As a table in Markdown: medians, with least and most. */
export function tableOf({ direct, outcomes }: Comparison): string[] {
  const floor = median(direct.map(({ perSecond }) => perSecond));
  const of = (rounds: readonly Measured[], pick: (round: Measured) => number) => spelled(rounds.map(pick));
  return [
    '| engine | page | requests/s | over direct | CPU ms per request | p95 ms | resident MB |',
    '| --- | --- | --- | --- | --- | --- | --- |',
    `| Meilisearch, directly | search | ${of(direct, ({ perSecond }) => perSecond)} | 1 | – | ${of(direct, ({ p95 }) => p95)} | – |`,
    ...outcomes.flatMap(({ name, rounds, residentMegabytes: memory }) =>
      PAGES.map((page) => {
        const ratio = median(rounds[page].map(({ perSecond }) => perSecond)) / floor;
        const over = page === 'search' ? ratio.toFixed(2) : '–';
        return `| ${name} | ${page} | ${of(rounds[page], ({ perSecond }) => perSecond)} | ${over} | ${of(rounds[page], ({ cpu }) => cpu.gateway)} | ${of(rounds[page], ({ p95 }) => p95)} | ${memory.toFixed(0)} |`;
      }),
    ),
  ];
}
