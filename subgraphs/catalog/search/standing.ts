import type { Stands } from '../../../kit/subgraph/standing.ts';
import type { Selection } from '../../../kit/graphql/selection.ts';
import { COMPANY_CARD_FIELDS } from '../company/company.reference.ts';
import type { Connection } from './connection.presenter.ts';
import type { Ground, Search } from './search.ts';
import type { SearchRequest } from './search-plan.ts';
import type { Hit, SearchResult, Words } from './search-result.ts';

/** A page that was answered, and what was asked for of it. */
export interface Page {
  selected: Selection;
  request: SearchRequest;
  result: SearchResult<Hit & { verifiedUntil?: number }>;
  connection: Connection;
  /** Whether what it shows came from the index, all of it. */
  isFromIndex: boolean;
  /** Whether it stands at the root of the answer: what is said counts for a field there. */
  isRoot: boolean;
}

export interface StandingParts {
  search: Search;
  /** Whether it is known here what comes into that generation of an index. */
  isFollowed: (generation: string) => boolean;
}

/**
 * Says for how long a page would be answered again as it is, to who wants to know: until something that its words mean comes, goes or changes, or a verification
 * of somebody on it ends; not at all where it names what is hidden meanwhile, finds nothing, or is a guess. Nothing is said where more decides than the documents: of a page without words,
 * of one that asks for what is read elsewhere, or that counts what is verified by the clock.
 */
export function tellStanding({ stands }: { stands?: Stands }, parts: StandingParts, ground: Ground, page: Page): void {
  if (!stands || !page.isRoot) return;
  const { result, connection } = page;
  const asOf = connection.freshness.asOf.toISOString();
  if (isPassing(page)) return stands({ asOf, holds: () => false });
  const holds = result.words && holding(parts, ground, page, result.words);
  if (holds) stands({ asOf, holds });
}

/** What is not to be given again: next time it is better, or is to be counted. */
const isPassing = ({ connection: { edges }, result: { words } }: Page): boolean =>
  edges.some(({ node }) => node === null) || words?.listed?.length === 0 || words?.isWhole === false;

function holding(parts: StandingParts, ground: Ground, page: Page, words: Words): (() => boolean) | null {
  const { search, isFollowed } = parts;
  const { request, result } = page;
  const generation = request.index;
  if (!page.isFromIndex || !isFollowed(generation) || countsByClock(request) || !isPlain(page.selected)) return null;
  const until = Math.min(
    ...result.hits.map(({ verifiedUntil = 0 }) => verifiedUntil).filter((end) => end > request.now),
  );
  const isSame = search.standing(ground, request.criteria.words, words);
  return isSame && (() => Date.now() < until && isFollowed(generation) && isSame());
}

const countsByClock = ({ criteria, facets }: SearchRequest): boolean =>
  criteria.selections.has('verified') || facets.includes('verified');

/** What is told of a hit beside the document itself; an explanation says more than its documents do. */
const EDGE = new Set(['__typename', 'node', 'cursor', 'sponsored', 'highlights', 'matchedLocale']);
const CARD = new Set(['__typename', 'id', ...COMPANY_CARD_FIELDS.split(' ')]);
const NOTHING = new Set<string>();
/** What is read from a search document alone, and what of it. */
const NODE = new Map<string, ReadonlySet<string>>([
  ...[...CARD, 'status', 'nameLocale', 'description', 'publishedAt'].map((field) => [field, NOTHING] as const),
  ['company', CARD],
  ['category', new Set(['__typename', 'code', 'name', 'level', 'hsCodes'])],
  ['minimumOrderQuantity', new Set(['__typename', 'amount', 'unit', 'unitLabel'])],
  ['price', new Set(['__typename', 'minimum', 'maximum', 'currency', 'unit', 'unitLabel'])],
]);

function isPlain(selected: Selection): boolean {
  const edge = selected.get('edges')?.below ?? new Map();
  const node: Selection = edge.get('node')?.below ?? new Map();
  return (
    [...edge.keys()].every((field) => EDGE.has(field)) &&
    [...node].every(
      ([field, { below }]) => [...below.keys()].every((name) => NODE.get(field)?.has(name)) && NODE.has(field),
    )
  );
}
