import { localPort } from '../../kit/subgraph/local-port.ts';
import { goodsSubgraph } from './goods-subgraph.ts';

/** A process that makes so many different operations ready, of so many fields each, runs each once, and says that it is alive. */
const [operations, fields] = process.argv.slice(2).map(Number) as [number, number];
const port = localPort(goodsSubgraph().subgraph, () => ({ viewer: { kind: 'anonymous' }, client: null }));
const call = { statement: '', locale: 'EN', requestId: 'r' } as const;
const aliases = Array.from({ length: fields / 2 }, (_, at) => at);
for (let number = 0; number < operations; number++) {
  const asked = aliases.map((at) => `a${at}: good(id: "${number}") { name }`).join(' ');
  await port.prepare(`query Q${number} { ${asked} }`)({}, call);
}
process.stdout.write('alive');
