import { linesOf, shown } from './lines.ts';

/** Queries by id: `id TAB text`, one a line. @throws LineFault */
export async function readQueries(file: string): Promise<Map<string, string>> {
  const queries = new Map<string, string>();
  const read = (line: string): [string, string] => {
    const [, id, text] = /^([^\t]+)\t+(.*\S)/.exec(line) ?? [];
    if (id === undefined || text === undefined) throw new Error(`Expected \`id TAB text\`, got ${shown(line)}.`);
    if (queries.has(id.trim())) throw new Error(`Expected each query's id once, got ${shown(id.trim())} again.`);
    return [id.trim(), text.trim()];
  };
  for await (const [id, text] of linesOf(file, read)) queries.set(id, text);
  return queries;
}
