import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer, type RequestListener } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { print, type DocumentNode } from 'graphql';
import type { PreparedOperation, SubgraphPort, Variables } from '../../kit/subgraph/port.ts';
import { anonymous } from '../../kit/viewer/viewer.ts';
import type { Ground, StartEngine } from './ground.ts';

interface Executed {
  document: DocumentNode;
  variables?: Variables;
}

interface RuntimeConfig {
  supergraph: string;
  unifiedGraphHandler: unknown;
  /** By the kind of transport; every subgraph of a supergraph is asked through the same. */
  transports: () => { getSubgraphExecutor: (of: { subgraphName: string }) => (asked: Executed) => Promise<unknown> };
  logging: false;
  landingPage: false;
  graphiql: false;
  cors: false;
}

const require = createRequire(import.meta.url);
// Their own types bring a browser's globals into the whole program.
const { createGatewayRuntime } = require('@graphql-hive/gateway-runtime') as {
  createGatewayRuntime: (config: RuntimeConfig) => RequestListener;
};
const { unifiedGraphHandler } = require('@graphql-hive/router-runtime') as { unifiedGraphHandler: unknown };

/** The Hive gateway's runtime with its Rust query planner, the subgraphs behind a transport of their own: no network. */
export const startHive: StartEngine = async ({ ports, sign }) => {
  const runtime = createGatewayRuntime({
    supergraph: readFileSync('schema/supergraph.graphql', 'utf8'),
    unifiedGraphHandler,
    transports: () => ({
      getSubgraphExecutor: ({ subgraphName }) => executorOf(portOf(ports, subgraphName), sign),
    }),
    logging: false,
    landingPage: false,
    graphiql: false,
    cors: false,
  });
  const server = createServer(runtime).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
};

function portOf(ports: readonly SubgraphPort[], name: string): SubgraphPort {
  const port = ports.find((one) => one.name === name.toLowerCase());
  if (!port) throw new Error(`Expected a subgraph of the ground, got ${name}.`);
  return port;
}

/** An operation is printed once, as long as the planner hands over the same document. */
function executorOf(port: SubgraphPort, sign: Ground['sign']) {
  const prepared = new WeakMap<DocumentNode, PreparedOperation>();
  return async ({ document, variables }: Executed): Promise<unknown> => {
    let run = prepared.get(document);
    if (!run) prepared.set(document, (run = port.prepare(print(document))));
    return run(variables ?? {}, { statement: await sign(anonymous), locale: 'EN', requestId: randomUUID() });
  };
}
