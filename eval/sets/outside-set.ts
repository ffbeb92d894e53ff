import type { Locale } from '../../kit/text/localized-text.ts';
import type { EvalDocument } from '../systems/evaluated-system.ts';
import { readDocuments } from './documents.ts';
import type { JudgedSet } from './judged-set.ts';
import { readQrels } from './qrels.ts';
import { readQueries } from './queries.ts';

export interface OutsideFiles {
  documents: string;
  queries: string;
  qrels: string;
}

/** A set that came in files, and what of them does not fit together. */
export interface OutsideSet {
  documents: EvalDocument[];
  set: JudgedSet;
  /** Sentences for people; what they tell of is no fault of the files' form. */
  remarks: string[];
}

/** Any grade above 0 answers. Queries that nobody judged are left out. @throws LineFault */
export async function readOutsideSet(files: OutsideFiles, locale: Locale): Promise<OutsideSet> {
  const documents = await readDocuments(files.documents, locale);
  const queries = await readQueries(files.queries);
  const qrels = await readQrels(files.qrels);
  const known = new Set(documents.map(({ id }) => id));
  const judged = [...queries].filter(([id]) => qrels.has(id));
  const strangers = [...qrels.keys()].filter((id) => !queries.has(id)).length;
  const missing = judged.flatMap(([id]) => [...qrels.get(id)!.keys()]).filter((id) => !known.has(id)).length;
  return {
    documents,
    set: {
      name: locale.toLowerCase(),
      locale,
      answersFrom: Number.MIN_VALUE,
      queries: judged.map(([id, text]) => ({ id, text, kind: null, grades: qrels.get(id)!, complete: false })),
    },
    remarks: [
      ...remark(queries.size - judged.length, 'queries have no judgement and are left out'),
      ...remark(strangers, 'judged queries are not among the queries and are left out'),
      ...remark(missing, 'judgements are of documents that are not there; they stay, as nobody can find them'),
    ],
  };
}

const remark = (count: number, what: string): string[] => (count > 0 ? [`${count} ${what}.`] : []);
