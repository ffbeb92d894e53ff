import 'reflect-metadata';
import { generateKeyPairSync } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { parse } from 'graphql';
import { badInput } from '../../kit/graphql/refusal.ts';
import { createLog } from '../../kit/log/log.ts';
import { subgraphSdl } from '../../kit/subgraph/federated-schema.ts';
import { boundEntities } from '../../kit/subgraph/representations.ts';
import { serveSubgraph, type ServedSubgraph } from '../../kit/subgraph/serve.ts';
import type { Subgraph, SubgraphRequest } from '../../kit/subgraph/subgraph.ts';
import { createViewerSigner, createViewerVerifier } from '../../kit/viewer/viewer-statement.ts';

const typeDefs = parse(`
  extend schema @link(url: "https://specs.apollo.dev/federation/v2.3", import: ["@key"])
  type Good @key(fields: "id") { id: ID! name: String }
  type Query { good(id: ID!): Good asker: String! slow(ms: Int!): String! broken: String refused: String sold: Int! }
  type Mutation { sell: Int! }
`);

/** A small subgraph with one field for each way in which an answer can go. */
export function goodsSubgraph() {
  let sold = 0;
  let stopped = false;
  const resolvers = {
    Good: { __resolveReference: ({ id }: { id: string }) => ({ id, name: `Good ${id}` }) },
    Query: {
      good: (_: unknown, { id }: { id: string }) => ({ id, name: `Good ${id}` }),
      asker: (_: unknown, __: unknown, { viewer, locale, requestId }: SubgraphRequest) =>
        `${viewer.kind} ${locale} ${requestId}`,
      slow: (_: unknown, { ms }: { ms: number }) => sleep(ms, 'at last'),
      broken: () => {
        throw Object.assign(new TypeError('E11000 duplicate key: ayse@example.test at mongo:27017'), { code: 11_000 });
      },
      refused: () => {
        throw badInput('Expected another request.');
      },
      sold: () => sold,
    },
    Mutation: { sell: () => ++sold },
  };
  const subgraph: Subgraph = {
    name: 'catalog',
    schema: boundEntities(buildSubgraphSchema({ typeDefs, resolvers: resolvers as never })),
    contextFor: (request) => request,
    admits: async () => true,
    ready: async () => true,
    stop: async () => void (stopped = true),
    onHidden: () => () => undefined,
  };
  return { subgraph, sdl: subgraphSdl(subgraph.schema), hasStopped: () => stopped };
}

/** That subgraph on a free port, with a key pair of its own; `lines` is what it logged. */
export async function servedGoods(options: Partial<ServedSubgraph> = {}) {
  const keys = generateKeyPairSync('ed25519');
  const pem = { type: 'pkcs8', format: 'pem' } as const;
  const signer = createViewerSigner(keys.privateKey.export(pem).toString());
  const goods = goodsSubgraph();
  const lines: string[] = [];
  const server = await serveSubgraph({
    name: 'catalog',
    start: async () => goods.subgraph,
    verify: createViewerVerifier(keys.publicKey.export({ type: 'spki', format: 'pem' }).toString()),
    port: 0,
    host: '127.0.0.1',
    log: createLog('catalog', (line) => lines.push(line)),
    production: true,
    ...options,
  });
  return { ...goods, server, lines, keys, statement: await signer({ kind: 'anonymous' }) };
}
