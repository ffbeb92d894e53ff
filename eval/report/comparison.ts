import { figuresOf, mean, ndcgOfEach, type Asked } from '../metrics/figures.ts';
import { pairedBootstrap, type Difference } from '../metrics/bootstrap.ts';
import type { AnswersFrom } from '../metrics/judged-query.ts';
import type { JudgedSet } from '../sets/judged-set.ts';
import type { SystemName } from '../systems/evaluated-system.ts';

export type Figures = Record<string, number | null>;

/** What the systems came to on one set. */
export interface Comparison {
  set: string;
  answersFrom: AnswersFrom;
  answers: ReadonlyMap<SystemName, readonly Asked[]>;
  figures: Map<SystemName, Figures>;
  /** nDCG by kind of query; empty where the set knows no kinds. */
  kinds: Map<SystemName, Figures>;
  /** How much better than another system the first one is, by nDCG and condensed nDCG. */
  differences: Map<SystemName, { ndcg: Difference; condensedNdcg: Difference }>;
}

/** The first system is the one that the others are compared with. */
export function compare(set: JudgedSet, answers: ReadonlyMap<SystemName, readonly Asked[]>, k: number): Comparison {
  const from = set.answersFrom;
  const each = <T>(of: (asked: readonly Asked[]) => T) =>
    new Map([...answers].map(([name, asked]) => [name, of(asked)] as const));
  const [ours, ...others] = [...answers];
  const difference = (theirs: readonly Asked[], condensed: boolean) =>
    pairedBootstrap(ndcgOfEach(ours![1], k, from, condensed), ndcgOfEach(theirs, k, from, condensed));
  return {
    set: set.name,
    answersFrom: from,
    answers,
    figures: each((asked) => figuresOf(asked, k, from)),
    kinds: each((asked) => byKind(asked, k, from)),
    differences: new Map(
      others.map(([name, theirs]) => [
        name,
        { ndcg: difference(theirs, false), condensedNdcg: difference(theirs, true) },
      ]),
    ),
  };
}

function byKind(asked: readonly Asked[], k: number, from: AnswersFrom): Figures {
  const kinds = new Set(asked.flatMap(({ query }) => query.kind ?? []));
  return Object.fromEntries(
    [...kinds].flatMap((kind) => {
      const values = ndcgOfEach(
        asked.filter(({ query }) => query.kind === kind),
        k,
        from,
      );
      return values.length === 0 ? [] : [[kind, mean(values)]];
    }),
  );
}

/** A comparison as the closing line has it: the directory's figures by themselves, every other system's under its name. */
export function closingFigures({ figures, kinds, differences }: Comparison): Record<string, unknown> {
  const of = (name: SystemName) => {
    const more = kinds.get(name)!;
    return { ...figures.get(name), ...(Object.keys(more).length > 0 && { kinds: more }) };
  };
  const names = [...figures.keys()];
  return {
    ...(names.includes('directory') && of('directory')),
    ...Object.fromEntries(names.filter((name) => name !== 'directory').map((name) => [name, of(name)])),
    ...(differences.size > 0 && { differences: Object.fromEntries(differences) }),
  };
}
