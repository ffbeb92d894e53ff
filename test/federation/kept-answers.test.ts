import type { SubgraphCall } from '../../kit/subgraph/port.ts';
import { gatewayOver, type SmallGateway } from '../kit/gateway-over.ts';

const SEARCH = '{ searchProducts(query: "valve", first: 5) { totalCount { value } freshness { asOf } } }';
const ASKED_TWICE = `{ a: searchProducts(query: "valve", first: 5) { totalCount { value } } b: searchProducts(query: "pipe", first: 5) { totalCount { value } } }`;
const OF_TWO_PARTS =
  '{ searchProducts(query: "valve", first: 5) { edges { node { company { name mainProducts } } } } }';

let gateway: SmallGateway;
let calls: SubgraphCall[];
let hold: boolean[];
let asOf: string;
/** What the catalog says of its part of an answer. */
let say: (call: SubgraphCall) => void;
const found = () => ({ totalCount: { value: calls.length }, freshness: { asOf }, edges: [] });

beforeEach(async () => {
  [calls, hold, asOf] = [[], [], '2026-01-02T03:04:05.678Z'];
  say = ({ stands }) => {
    const number = hold.push(true) - 1;
    stands?.({ asOf, holds: () => hold[number]! });
  };
  const catalog = (call: SubgraphCall) => {
    calls.push(call);
    say(call);
    return { data: { searchProducts: found(), a: found(), b: found() } };
  };
  gateway = await gatewayOver({ member: () => ({ data: {} }), catalog }, true, true);
});
afterEach(() => gateway.server.stop());

const total = async () => (await gateway.ask(SEARCH)).data!.searchProducts.totalCount.value;

it('an answer is given again, as of now, until it does not hold', async () => {
  expect([await total(), await total()]).toEqual([1, 1]);
  const before = new Date().toISOString();
  expect((await gateway.ask(SEARCH)).data!.searchProducts.freshness.asOf >= before).toBe(true);
  hold[0] = false;
  expect([await total(), await total()]).toEqual([2, 2]);
  expect(calls).toHaveLength(2);
});

it('what is said of one part of two counts for none', async () => {
  await gateway.ask(ASKED_TWICE);
  hold[0] = false;
  expect((await gateway.ask(ASKED_TWICE)).data!.a.totalCount.value).toBe(1);
});

it('what is said of both parts counts for the whole', async () => {
  const once = say;
  say = (call) => [once(call), once(call)];
  await gateway.ask(ASKED_TWICE);
  hold[1] = false;
  expect((await gateway.ask(ASKED_TWICE)).data!.a.totalCount.value).toBe(2);
});

it('nobody is asked for how long something holds that other subgraphs know a part of', async () => {
  await gateway.ask(OF_TWO_PARTS);
  expect(calls).toHaveLength(1);
  expect(calls[0]!.stands).toBeUndefined();
});
