import { readFileSync } from 'node:fs';
import { QueryPlanner } from '@graphql-hive/router-query-planner';
import { assetPath } from '../kit/assets/asset-path.ts';
import type { Log } from '../kit/log/log.ts';
import type { SubgraphPort } from '../kit/subgraph/port.ts';
import type { Viewer } from '../kit/viewer/viewer.ts';
import { Answers } from './answer/answers.ts';
import { createServer, type Server } from './http/server.ts';
import { LIMITS } from './operation/limits.ts';
import { publicSchema } from './operation/public-schema.ts';
import { Sessions } from './session/sessions.ts';

export interface GatewayOptions {
  /** The ways to the subgraphs: in this process, or over HTTP. */
  ports: readonly SubgraphPort[];
  sign: (viewer: Viewer) => Promise<string>;
  /** Public keys of whoever opens sessions, Ed25519 in SPKI PEM; none: every session is refused. */
  sessionKeys: readonly string[];
  log: Log;
  corsOrigins: readonly string[];
  /** Introspection and GraphiQL. */
  development: boolean;
}

/** The only public door: reads the composed schema, plans operations over the subgraphs and answers. */
export async function createGateway(options: GatewayOptions): Promise<Server> {
  const { ports, sign, sessionKeys, log, corsOrigins, development } = options;
  const committed = (file: string) => readFileSync(assetPath(import.meta.url, `schema/${file}`), 'utf8');
  const graph = {
    schema: publicSchema(committed('api.graphql')),
    planner: new QueryPlanner(committed('supergraph.graphql')),
    ports: new Map(ports.map((port) => [port.name, port])),
  };
  const answers = new Answers({ graph, limits: LIMITS, introspection: development, sign, log });
  const sessions = await Sessions.open(sessionKeys);
  return createServer({ answers, sessions, ports, log, corsOrigins, graphiql: development });
}
