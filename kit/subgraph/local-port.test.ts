import { goodsSubgraph } from '../../test/kit/goods-subgraph.ts';
import { startChild } from '../../test/kit/child.ts';
import { localPort } from './local-port.ts';

const call = { statement: '', locale: 'EN', requestId: 'r' } as const;

it('compiles again what it forgot', async () => {
  const port = localPort(goodsSubgraph().subgraph, () => ({ viewer: { kind: 'anonymous' }, client: null }));
  const asked = (id: number) =>
    port.prepare(`{ ${'x: good(id: "1") { name } '.repeat(200)} good(id: "${id}") { name } }`);
  const first = asked(0);
  for (let id = 1; id < 20; id++) await asked(id)({}, call);
  expect((await first({}, call)).data).toMatchObject({ good: { name: 'Good 0' } });
});

it('does not take all memory for operations of which each is another', async () => {
  // Together they would take some 400 MB.
  const child = startChild(
    'test/kit/many-operations.main.ts',
    { ...process.env, NODE_OPTIONS: '--max-old-space-size=200' },
    ['260', '400'],
  );
  expect([await child.ended, child.said()]).toEqual([0, 'alive']);
}, 60_000);
