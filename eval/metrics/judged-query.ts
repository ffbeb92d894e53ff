/** A query and what people, or a rule, said of documents: how well each answers it. */
export interface JudgedQuery {
  id: string;
  text: string;
  /** Of what sort it is, such as `misspelt`; null: the set does not say. */
  kind: string | null;
  /** Documents by how well they answer: 0 not at all, and the more the better. */
  grades: ReadonlyMap<string, number>;
  /** Whether every document was looked at, so that one without a grade has grade 0. */
  complete: boolean;
  /** Documents that do not count for this query: they are taken out of every answer before it is judged. */
  aside?: ReadonlySet<string>;
}

/** A document answers a query when its grade is at least this, where an answer is yes or no. */
export type AnswersFrom = number;

/** Whether the set knows of a document that answers the query; without one, the best answer is none. */
export const hasAnswer = ({ grades }: JudgedQuery, from: AnswersFrom): boolean =>
  [...grades.values()].some((grade) => grade >= from);

export const isJudged = ({ grades, complete }: JudgedQuery, id: string): boolean => complete || grades.has(id);
