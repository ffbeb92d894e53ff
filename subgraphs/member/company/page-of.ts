interface Page<T> {
  edges: { cursor: string; node: T }[];
  pageInfo: { hasNextPage: boolean; hasPreviousPage: boolean; startCursor: string | null; endCursor: string | null };
}

/** The page of a short list that is read as a whole: `first` of it behind the one whose id is the cursor; null: from the first. */
export function pageOf<T extends { _id: string }>(all: readonly T[], first: number, after: string | null): Page<T> {
  const start = after === null ? 0 : all.findIndex(({ _id }) => _id === after) + 1 || all.length;
  const edges = all.slice(start, start + first).map((node) => ({ cursor: node._id, node }));
  return {
    edges,
    pageInfo: {
      hasNextPage: start + first < all.length,
      hasPreviousPage: after !== null,
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
  };
}
