import type { Locale } from '../../kit/text/localized-text.ts';
import type { AnswersFrom, JudgedQuery } from '../metrics/judged-query.ts';

/** Queries of one language with their judgements. */
export interface JudgedSet {
  /** Of the market `tr`, `zh` or `en`, and whether it is the part that is held out. */
  name: string;
  locale: Locale;
  answersFrom: AnswersFrom;
  queries: JudgedQuery[];
}
