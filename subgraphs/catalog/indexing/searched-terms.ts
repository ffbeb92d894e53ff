import type { Concepts } from '../language/concepts.ts';
import { engineTerm } from '../language/engine-term.ts';
import { isAskedFor } from '../language/marked-term.ts';
import { documentTerms } from '../ranking/document-terms.ts';
import type { RankedDocument } from '../ranking/ranked-document.ts';

/** The terms that the engine finds a document by, parted by blanks: those of its name, and all others. Each stands once. */
export interface SearchedTerms {
  title: string;
  words: string;
}

/** The same terms by which the document is ranked, so that the engine and the ranking speak of one set. */
export function searchedTerms(document: RankedDocument, concepts: Concepts): SearchedTerms {
  const title = new Set<string>();
  const words = new Set<string>();
  for (const { field, counts } of documentTerms(document, concepts))
    for (const term of counts.keys()) if (isAskedFor(term)) (field === 'name' ? title : words).add(engineTerm(term));
  return { title: [...title].join(' '), words: [...words].filter((term) => !title.has(term)).join(' ') };
}
