import 'reflect-metadata';
import { closingLine } from '../bench/report/closing-line.ts';
import { evalArguments } from './eval-arguments.ts';
import { closingFigures } from './report/comparison.ts';
import { evaluate } from './report/evaluate.ts';
import { reportOf } from './report/report.ts';
import { LineFault } from './sets/lines.ts';
import { readOutsideSet } from './sets/outside-set.ts';
import { openSystem } from './systems/open-system.ts';

const say = (line: string) => void process.stdout.write(`${line}\n`);
const open = (name: Parameters<typeof openSystem>[0]) => openSystem(name, process.env);

try {
  const { outside, systems, k } = evalArguments(process.argv.slice(2));
  if (outside === null) throw new Error('Expected --documents, --queries, --qrels and --locale.');
  const { documents, set, remarks } = await readOutsideSet(outside.files, outside.locale);
  for (const remark of remarks) say(remark);
  const [comparison] = await evaluate({ systems, open, documents, sets: [set], k, say });
  say(reportOf(comparison!));
  say(closingLine(closingFigures(comparison!)));
} catch (error) {
  if (!(error instanceof LineFault)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
