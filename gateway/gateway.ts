import { readFileSync } from 'node:fs';
import { QueryPlanner } from '@graphql-hive/router-query-planner';
import { assetPath } from '../kit/assets/asset-path.ts';
import { CERTIFICATE_PURPOSE, publishedKeyOf } from '../kit/keys/published-key.ts';
import type { Log } from '../kit/log/log.ts';
import type { SubgraphPort } from '../kit/subgraph/port.ts';
import { createTicketVerifier } from '../kit/upload/upload-ticket.ts';
import { ANSWERS_KEPT_MB } from './answer/answers-kept.setting.ts';
import { Answers } from './answer/answers.ts';
import type { Sign } from './answer/changing.ts';
import { Clients } from './client/clients.ts';
import type { Mailbox } from './http/mailbox.route.ts';
import type { Pushbox } from './http/pushbox.route.ts';
import { createServer, type Server } from './http/server.ts';
import { LIMITS } from './operation/limits.ts';
import { publicSchema } from './operation/public-schema.ts';
import { Cookies } from './session/cookies.ts';
import { Sessions } from './session/sessions.ts';

export interface GatewayOptions {
  /** The ways to the subgraphs: in this process, or over HTTP. */
  ports: readonly SubgraphPort[];
  sign: Sign;
  /** What all gateways of an installation have, and nobody else: addresses are told apart by it. */
  secret: string;
  /** Memory of kept answers, see ANSWERS_KEPT_MB; absent: what is usual. */
  answersKeptMb?: number;
  /** Networks, as CIDR, of proxies in front of the gateway; none: the other end of the connection is the client. */
  trustedProxies: readonly string[];
  /** Public keys of whoever opens sessions, Ed25519 in SPKI PEM; none: every session is refused. */
  sessionKeys: readonly string[];
  /** Public keys by which certificates are verified, the one in force and those before it, Ed25519 in SPKI PEM. */
  certificateKeys: readonly string[];
  log: Log;
  corsOrigins: readonly string[];
  /** Introspection, GraphiQL and the mailbox. */
  development: boolean;
  /** What caught the mails, where something did; shown in development alone. */
  mailbox: Mailbox | null;
  /** What caught the messages that would wake devices; shown in development alone. Absent: nothing did. */
  pushbox?: Pushbox | null;
}

/** The only public door: reads the composed schema, plans operations over the subgraphs and answers. */
export async function createGateway(options: GatewayOptions): Promise<Server> {
  const {
    ports,
    sign,
    secret,
    answersKeptMb: keptMegabytes = ANSWERS_KEPT_MB,
    trustedProxies,
    sessionKeys,
    certificateKeys,
    log,
    corsOrigins,
    development,
    mailbox,
    pushbox = null,
  } = options;
  const committed = (file: string) => readFileSync(assetPath(import.meta.url, `schema/${file}`), 'utf8');
  const graph = {
    schema: publicSchema(committed('api.graphql')),
    planner: new QueryPlanner(committed('supergraph.graphql')),
    ports: new Map(ports.map((port) => [port.name, port])),
  };
  const sessions = await Sessions.open(sessionKeys);
  const certificates = await Promise.all(certificateKeys.map((pem) => publishedKeyOf(pem, CERTIFICATE_PURPOSE)));
  const viewerOf = (token: string) => sessions.viewerOfToken(token);
  const answers = new Answers({
    graph,
    limits: LIMITS,
    keptMegabytes,
    introspection: development,
    sign,
    viewerOf,
    log,
  });
  return createServer({
    answers,
    sessions,
    cookies: new Cookies(!development),
    clients: new Clients(secret),
    files: { sign, verifyTicket: await createTicketVerifier(sessionKeys) },
    trustedProxies,
    publicKeys: [...sessions.published, ...certificates.map(({ jwk }) => jwk)],
    ports,
    log,
    corsOrigins,
    graphiql: development,
    mailbox: development ? mailbox : null,
    pushbox: development ? pushbox : null,
  });
}
