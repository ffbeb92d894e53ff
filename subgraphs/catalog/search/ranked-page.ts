import type { EngineAnswer, EngineQuery } from '../engine/engine.ts';
import type { Columns } from '../ranking/columns.ts';
import { placeAfter } from './anchor.ts';
import { counted } from './counted.ts';
import { filterOf } from './criteria.ts';
import { planSearch, type SearchPlan, type SearchRequest } from './search-plan.ts';
import { placePosition, type Hit, type SearchResult, type Words } from './search-result.ts';

/** Documents asked for beyond a page, for those that the engine has not taken in yet. */
const SPARE = 5;

interface WithinHead {
  isBeyond: false;
  plan: Pick<SearchPlan, 'queries'>;
  result<H extends Hit>(answers: EngineAnswer<H>[]): RankedResult<H>;
}
/** A page of the head. */
interface RankedResult<H extends Hit> extends SearchResult<H> {
  /** The engine had too few of the documents that were asked for: the rest of the page is looked for from this place on. Null: it is whole. */
  goesOnAt: number | null;
}
/** The page begins behind the ranking: in the engine's order, without what was ranked. */
interface BeyondHead {
  isBeyond: true;
  request: SearchRequest;
  head: number[];
}

/** A page of a ranking, which may go on in the engine's order: from the request to queries, and from their answers to the page. Its documents alone are the engine's: what is counted is counted here. Pure. */
export function rankedPage(
  request: SearchRequest,
  words: Words,
  columns: Columns,
  spare = SPARE,
): WithinHead | BeyondHead {
  const head = words.head!;
  const from = placeIn(request, words);
  const seqs = head.map(({ seq }) => seq);
  if (from > head.length || (from === head.length && head.length > 0 && !words.listed)) {
    const offset = from - head.length;
    const after = request.after?.by === 'offset' && offset > 0 ? { ...request.after, offset } : null;
    return { isBeyond: true, request: { ...request, after }, head: seqs };
  }
  const wanted = head.slice(from, from + request.first + spare);
  const isLeft = from + wanted.length < head.length;
  const reachesEnd = !words.listed && !isLeft;
  const needsWhole = request.wantsTotal || request.facets.length > 0;
  const whole = needsWhole ? counted(columns, words.members!, request) : null;
  const queries: EngineQuery[] = [
    documents(
      request,
      wanted.map(({ seq }) => seq),
    ),
  ];
  const tail = reachesEnd
    ? queries.push(
        planSearch({ ...request, after: null, facets: [], wantsTotal: false }, words.set, seqs).queries[0]!,
      ) - 1
    : null;
  return {
    isBeyond: false,
    plan: { queries },
    result<H extends Hit>(answers: EngineAnswer<H>[]): RankedResult<H> {
      const bySeq = new Map(answers[0]!.hits.map((hit) => [hit.seq, hit]));
      const places: { hit: H; place: number }[] = [];
      for (const [index, { seq }] of wanted.entries()) {
        const hit = bySeq.get(seq);
        if (hit && places.length < request.first) places.push({ hit, place: from + index + 1 });
      }
      const ranked = places.length;
      const behind = tail === null ? [] : answers[tail]!.hits.slice(0, request.first - ranked);
      for (const [index, hit] of behind.entries()) places.push({ hit, place: head.length + index + 1 });
      const hits = places.map(({ hit }) => hit);
      const last = places.at(-1)?.place ?? from;
      const more = tail === null ? 0 : answers[tail]!.estimatedTotalHits - behind.length;
      return {
        hits,
        words,
        total: whole?.total ?? head.length + more,
        hasNextPage: isLeft || more > 0 || wanted.slice(last - from).some(({ seq }) => bySeq.has(seq)),
        goesOnAt: isLeft && places.length < request.first ? from + wanted.length : null,
        facets: whole?.facets ?? new Map(),
        positionAfter: (index) => placePosition(request, hits, index, places[index]!.place),
      };
    },
  };
}

/** Where the page begins. What ended the last page behind the head is the engine's: it is not missing here. */
function placeIn({ after }: SearchRequest, { head }: Words): number {
  if (after?.by !== 'offset') return 0;
  const ids = head!.map(({ id }) => id);
  return placeAfter(ids, after.offset > ids.length ? { ...after, before: null } : after) ?? after.offset;
}

const documents = (request: SearchRequest, seqs: readonly number[]): EngineQuery => ({
  indexUid: request.index,
  filter: [...filterOf(request.criteria, request.now), [`seq IN [${seqs.join(',')}]`]],
  limit: seqs.length,
  attributesToRetrieve: request.retrieve,
});
