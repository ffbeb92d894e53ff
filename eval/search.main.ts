import 'reflect-metadata';
import { closingLine } from '../bench/report/closing-line.ts';
import { evalArguments } from './eval-arguments.ts';
import { judgedMarket, marketSets } from './market/market-sets.ts';
import { closingFigures } from './report/comparison.ts';
import { evaluate } from './report/evaluate.ts';
import { reportOf } from './report/report.ts';
import { worstOf } from './report/worst.ts';
import { LineFault } from './sets/lines.ts';
import { readOutsideSet } from './sets/outside-set.ts';
import { openSystem } from './systems/open-system.ts';
import type { SystemName } from './systems/evaluated-system.ts';

const say = (line: string) => void process.stdout.write(`${line}\n`);
const { outside, systems, k, products, splits, worst } = evalArguments(process.argv.slice(2));
const asked = { systems, open: (name: SystemName) => openSystem(name, process.env), k, say };

try {
  say(closingLine(outside === null ? await market() : await fromOutside(outside)));
} catch (error) {
  if (!(error instanceof LineFault)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}

async function fromOutside({ files, locale }: NonNullable<typeof outside>): Promise<Record<string, unknown>> {
  const { documents, set, remarks } = await readOutsideSet(files, locale);
  for (const remark of remarks) say(remark);
  const [comparison] = await evaluate({ ...asked, documents, sets: [set] });
  say(reportOf(comparison!));
  for (const line of worstOf(comparison!, documents, k, worst)) say(line);
  return closingFigures(comparison!);
}

/** Figures by language, and below it by split. */
async function market(): Promise<Record<string, unknown>> {
  const made = judgedMarket(products);
  const comparisons = await evaluate({ ...asked, documents: made.documents, sets: marketSets(made, splits) });
  const figures: Record<string, Record<string, unknown>> = {};
  for (const comparison of comparisons) {
    say(reportOf(comparison));
    for (const line of worstOf(comparison, made.documents, k, worst)) say(line);
    const [language, split] = comparison.set.split(' ') as [string, string];
    (figures[language] ??= {})[split] = closingFigures(comparison);
  }
  return figures;
}
