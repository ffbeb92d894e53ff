import type { Asked } from '../metrics/figures.ts';
import type { JudgedSet } from '../sets/judged-set.ts';
import type { EvalDocument, EvaluatedSystem, SystemName } from '../systems/evaluated-system.ts';
import { compare, type Comparison } from './comparison.ts';
import { judge } from './judge.ts';

/** What is judged: systems, one open at a time, on the same documents and the same queries. */
export interface Evaluation {
  systems: readonly SystemName[];
  open: (name: SystemName) => EvaluatedSystem;
  documents: readonly EvalDocument[];
  sets: readonly JudgedSet[];
  k: number;
  say: (line: string) => void;
}

/** A comparison for each set, in their order. */
export async function evaluate({ systems, open, documents, sets, k, say }: Evaluation): Promise<Comparison[]> {
  const answers = sets.map(() => new Map<SystemName, Asked[]>());
  for (const name of systems) {
    const system = open(name);
    try {
      const begun = performance.now();
      await system.load(documents);
      say(`${name}: ${documents.length} documents in ${((performance.now() - begun) / 1_000).toFixed(1)} s`);
      for (const [index, set] of sets.entries()) answers[index]!.set(name, await judge(system, set, k));
    } finally {
      await system.close();
    }
  }
  return sets.map((set, index) => compare(set, answers[index]!, k));
}
