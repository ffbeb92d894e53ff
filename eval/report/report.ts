import type { Difference } from '../metrics/bootstrap.ts';
import type { Comparison, Figures } from './comparison.ts';

/** A comparison as people read it: a table of systems, then how much better the first one is. */
export function reportOf({ set, figures, kinds, differences }: Comparison): string {
  const [first] = figures.keys();
  return [
    `\n${set}`,
    ...table([...figures]),
    ...(Object.keys(kinds.get(first!)!).length > 0 ? ['', ...table([...kinds])] : []),
    ...(differences.size > 0 ? [''] : []),
    ...[...differences].map(
      ([name, { ndcg, condensedNdcg }]) =>
        `${first} − ${name}: nDCG ${spelled(ndcg)} · condensed ${spelled(condensedNdcg)}`,
    ),
  ].join('\n');
}

const signed = (value: number): string => (value < 0 ? '−' : '+') + Math.abs(value).toFixed(3);
const spelled = ({ mean, low, high }: Difference): string => `${signed(mean)} (${signed(low)} to ${signed(high)})`;

function table(rows: [string, Figures][]): string[] {
  const columns = [...new Set(rows.flatMap(([, figures]) => Object.keys(figures)))];
  const cells = rows.map(([name, figures]) => [name, ...columns.map((column) => cell(column, figures[column]))]);
  const all = [['', ...columns], ...cells];
  const widths = all[0]!.map((_, place) => Math.max(...all.map((row) => row[place]!.length)));
  return all.map((row) =>
    row.map((text, place) => (place === 0 ? text.padEnd(widths[place]!) : text.padStart(widths[place]!))).join('  '),
  );
}

function cell(column: string, value: number | null | undefined): string {
  if (value === null || value === undefined) return '–';
  if (column.endsWith('ueries')) return String(value);
  return value.toFixed(column.endsWith('Ms') ? 1 : 3);
}
