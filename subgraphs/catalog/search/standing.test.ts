import 'reflect-metadata';
import type { Selection } from '../../../kit/graphql/selection.ts';
import type { Standing } from '../../../kit/subgraph/standing.ts';
import type { Search } from './search.ts';
import { tellStanding, type Page } from './standing.ts';

interface Fields {
  [name: string]: Fields;
}
const selection = (fields: Fields): Selection =>
  new Map(Object.entries(fields).map(([name, below]) => [name, { nodes: [], below: selection(below) }]));
const CARD = { name: {}, price: { minimum: {} }, company: { name: {}, verified: {} } };
const edges = (node: Fields, beside: Fields = {}) => ({ edges: { node, ...beside } });

interface Asked {
  selected?: Fields;
  facets?: string[];
  nodes?: (object | null)[];
  words?: object | null;
  hits?: object[];
  isFromIndex?: boolean;
  isRoot?: boolean;
  isFollowed?: boolean;
}

/** What is told of a page of a search that would be the same again, but for what is said here. */
function told(asked: Asked = {}): Standing | undefined {
  const {
    selected = edges(CARD),
    facets = [],
    nodes = [{}],
    words = { listed: null, isWhole: true },
    hits = [],
  } = asked;
  const page = {
    selected: selection(selected),
    request: { index: 'products-1', criteria: { words: 'valve', selections: new Map() }, facets, now: Date.now() },
    result: { words, hits },
    connection: { freshness: { asOf: new Date(0) }, edges: nodes.map((node) => ({ node })) },
    isFromIndex: asked.isFromIndex ?? true,
    isRoot: asked.isRoot ?? true,
  } as unknown as Page;
  const search = { standing: () => () => true } as unknown as Search;
  let standing: Standing | undefined;
  const parts = { search, isFollowed: () => asked.isFollowed ?? true };
  tellStanding({ stands: (one) => void (standing = one) }, parts, {} as never, page);
  return standing;
}

it('says of a page of cards that it holds, and as of when it is', () => {
  expect(told()!.holds()).toBe(true);
  expect(told()!.asOf).toBe('1970-01-01T00:00:00.000Z');
});

it.each<[string, Asked]>([
  ['names what is hidden meanwhile', { nodes: [{}, null] }],
  ['finds nothing, so that the next one is counted, too', { words: { listed: [], isWhole: true } }],
  ['was looked for before all documents were read', { words: { listed: null, isWhole: false } }],
])('says of one that %s that it does not hold', (_, asked) => {
  expect(told(asked)!.holds()).toBe(false);
});

it.each<[string, Asked]>([
  ['without words', { words: null }],
  ['within another field', { isRoot: false }],
  ['that needed records', { isFromIndex: false }],
  ['with pictures', { selected: edges({ ...CARD, images: { url: {} } }) }],
  ['with similar products', { selected: edges({ ...CARD, similar: { id: {} } }) }],
  ['with products of a company', { selected: edges({ company: { products: { totalCount: {} } } }) }],
  ['with explanations', { selected: edges(CARD, { explanation: { score: {} } }) }],
  ['that counts what is verified by the clock', { facets: ['verified'] }],
  ['of an index that is not followed here', { isFollowed: false }],
])('says nothing of one %s', (_, asked) => expect(told(asked)).toBeUndefined());

it('holds until a verification of somebody on it ends', () => {
  expect(told({ hits: [{ verifiedUntil: Date.now() + 60_000 }, { verifiedUntil: 0 }] })!.holds()).toBe(true);
  const over = told({ hits: [{ verifiedUntil: Date.now() + 1 }] })!;
  const end = Date.now() + 5;
  while (Date.now() < end);
  expect(over.holds()).toBe(false);
});
