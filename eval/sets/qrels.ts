import { linesOf, shown } from './lines.ts';

/** Grades of documents by query. */
export type Qrels = Map<string, Map<string, number>>;

/**
 * Judgements as TREC writes them: `query 0 document grade`, one a line, between tabs or blanks. A grade below 0 is 0; of a document that
 * was judged twice, the higher one holds.
 * @throws LineFault
 */
export async function readQrels(file: string): Promise<Qrels> {
  const qrels: Qrels = new Map();
  for await (const { query, document, grade } of linesOf(file, judgementIn)) {
    let grades = qrels.get(query);
    if (!grades) qrels.set(query, (grades = new Map()));
    grades.set(document, Math.max(grade, grades.get(document) ?? 0));
  }
  return qrels;
}

function judgementIn(line: string): { query: string; document: string; grade: number } {
  const byTabs = line.trim().split('\t');
  const fields = byTabs.length === 4 ? byTabs.map((field) => field.trim()) : line.trim().split(/\s+/);
  const [query, , document, written] = fields;
  const grade = Number(written);
  if (fields.length !== 4 || !query || !document || written === '' || !Number.isFinite(grade)) {
    throw new Error(`Expected \`query 0 document grade\`, got ${shown(line)}.`);
  }
  return { query, document, grade: Math.max(0, grade) };
}
