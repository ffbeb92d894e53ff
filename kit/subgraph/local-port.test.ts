import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { goodsSubgraph } from '../../test/kit/goods-subgraph.ts';
import { localPort } from './local-port.ts';

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;
const MB = 2 ** 20;
/** Fields of one operation, and operations that would take some 500 MB together. */
const [FIELDS, OPERATIONS] = [400, 120];

const operation = (number: number): string =>
  `query Q${number} { ${Array.from({ length: FIELDS / 2 }, (_, at) => `a${at}: good(id: "${number}") { name }`).join(' ')} }`;

it('forgets compiled operations before they take the memory of the process, and compiles them again', async () => {
  const { subgraph } = goodsSubgraph();
  const port = localPort(subgraph, () => ({ viewer: { kind: 'anonymous' }, client: null }));
  const call = { statement: '', locale: 'EN', requestId: 'r' } as const;
  const first = port.prepare(operation(0));
  const name = async () => ((await first({}, call)).data as { a0: { name: string } }).a0.name;
  expect(await name()).toBe('Good 0');
  collect();
  const before = process.memoryUsage().heapUsed;
  for (let number = 1; number < OPERATIONS; number++) await port.prepare(operation(number))({}, call);
  collect();
  expect((process.memoryUsage().heapUsed - before) / MB).toBeLessThan(100);
  expect(await name()).toBe('Good 0');
}, 60_000);
