import { LANGUAGES, type Language } from '../../../seed/text/phrase.ts';
import type { Kind, MarketQuery } from '../market-query.ts';
import { wanted } from '../wanted.ts';
import broad from './broad.json' with { type: 'json' };
import codes from './codes.json' with { type: 'json' };
import inflected from './inflected.json' with { type: 'json' };
import noAnswer from './no-answer.json' with { type: 'json' };

/** The queries that people wrote: forms, codes, broad words, and what the market does not sell. */
export const writtenQueries = (): MarketQuery[] =>
  LANGUAGES.flatMap((language) => [
    ...queries(language, 'broad', broad[language], (family) => (broad.families as Table)[family]!),
    ...queries(language, 'inflected', inflected[language]),
    ...queries(language, 'code', { ...codes.all, ...codes[language] }),
    ...noAnswer[language].map((text) => ({ language, kind: 'no-answer' as const, text, wanted: null })),
  ]);

type Table = Record<string, string>;

const queries = (language: Language, kind: Kind, table: Table, spelled = (written: string) => written): MarketQuery[] =>
  Object.entries(table).map(([text, written]) => ({ language, kind, text, wanted: wanted(spelled(written)) }));
