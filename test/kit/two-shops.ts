import 'reflect-metadata';
import { generateKeyPairSync } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { QueryPlanner } from '@graphql-hive/router-query-planner';
import { composeServices } from '@theguild/federation-composition';
import { parse } from 'graphql';
import { Answers } from '../../gateway/answer/answers.ts';
import { Clients } from '../../gateway/client/clients.ts';
import { createServer } from '../../gateway/http/server.ts';
import { LIMITS } from '../../gateway/operation/limits.ts';
import { publicSchema } from '../../gateway/operation/public-schema.ts';
import { Cookies } from '../../gateway/session/cookies.ts';
import { Sessions } from '../../gateway/session/sessions.ts';
import { createLog } from '../../kit/log/log.ts';
import { subgraphSdl } from '../../kit/subgraph/federated-schema.ts';
import { httpPort } from '../../kit/subgraph/http-port.ts';
import { localPort } from '../../kit/subgraph/local-port.ts';
import type { SubgraphPort } from '../../kit/subgraph/port.ts';
import { boundEntities } from '../../kit/subgraph/representations.ts';
import { serveSubgraph } from '../../kit/subgraph/serve.ts';
import { endSession, openSession, refreshTokenOf } from '../../kit/subgraph/session-change.ts';
import type { Subgraph, SubgraphRequest } from '../../kit/subgraph/subgraph.ts';
import type { Client as From } from '../../kit/viewer/client.ts';
import { createViewerSigner, createViewerVerifier } from '../../kit/viewer/viewer-statement.ts';
import { client } from './client.ts';
import { sessionPair } from './session-pair.ts';

const LINK = 'extend schema @link(url: "https://specs.apollo.dev/federation/v2.3", import: ["@key"])';
const MEMBER = `${LINK}
  type Person @key(fields: "id") { id: ID! here: String }
  type Entry { accessToken: String! refreshToken: String! person: Person }
  type Query { asker: String! }
  type Mutation {
    enter(account: String!): Entry!
    refresh(token: String!): String!
    leave: Boolean!
    sayHere(word: String!, ms: Int = 0): String!
    fail: String!
  }`;
const CATALOG = `${LINK}
  type Person @key(fields: "id") { id: ID! there: String }
  type Query { askerThere: String! }
  type Mutation { sayThere(word: String!, ms: Int = 0): String!  whoThere: String! }`;
const PRIVACY = `${LINK} type Query { nothing: String }`;

/** The refresh token that entering gives. */
export const REFRESH = 'a-refresh-token';

const named = ({ viewer }: SubgraphRequest): string => (viewer.kind === 'account' ? viewer.accountId : 'nobody');

/** Two small subgraphs that change things and remember in which order, and who asked; and a gateway over them, in one process or over HTTP. */
export async function twoShops(
  shape: 'one process' | 'processes',
  { trustedProxies = [] as string[], secure = true } = {},
) {
  const said: string[] = [];
  const from: (From | null)[] = [];
  const sessions = sessionPair();
  const say = async (_: unknown, { word, ms }: { word: string; ms: number }, context: SubgraphRequest) => {
    said.push(`${word} begins`);
    from.push(context.client);
    await sleep(ms);
    said.push(`${word} ends`);
    return `${word} by ${named(context)}`;
  };
  const enter = async (_: unknown, { account }: { account: string }, context: SubgraphRequest) => {
    said.push('enter');
    const accessToken = await sessions.token([], account);
    const viewer = { kind: 'account', accountId: account, sessionId: 'a'.repeat(24), roles: [] } as const;
    openSession(context, viewer, { accessToken, refreshToken: REFRESH, refreshSeconds: 1_000 });
    return { accessToken, refreshToken: REFRESH, person: { id: account } };
  };
  const leave = (_: unknown, __: unknown, context: SubgraphRequest) => {
    endSession(context);
    return true;
  };
  const asker = (_: unknown, __: unknown, context: SubgraphRequest) => {
    from.push(context.client);
    return named(context);
  };
  const graphs = {
    member: {
      Person: { here: asker },
      Query: { asker },
      Mutation: {
        enter,
        leave,
        refresh: (_: unknown, { token }: { token: string }, context: SubgraphRequest) => refreshTokenOf(context, token),
        sayHere: say,
        fail: () => {
          throw new Error('broken');
        },
      },
    },
    catalog: {
      Person: {
        __resolveReference: (person: object) => person,
        there: (_: unknown, __: unknown, context: SubgraphRequest) => {
          said.push('read there');
          return named(context);
        },
      },
      Query: { askerThere: asker },
      Mutation: { sayThere: say, whoThere: asker },
    },
    privacy: {},
  };
  const subgraphs = { member: MEMBER, catalog: CATALOG, privacy: PRIVACY };
  const made = Object.entries(subgraphs).map(([name, sdl]): Subgraph => ({
    name: name as Subgraph['name'],
    schema: boundEntities(
      buildSubgraphSchema({ typeDefs: parse(sdl), resolvers: graphs[name as Subgraph['name']] as never }),
    ),
    contextFor: (request) => ({ ...request }),
    admits: async () => true,
    ready: async () => true,
    stop: async () => undefined,
    onHidden: () => () => undefined,
  }));
  const pair = generateKeyPairSync('ed25519', {
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    publicKeyEncoding: { type: 'spki', format: 'pem' },
  });
  const verify = createViewerVerifier(pair.publicKey);
  const log = createLog('test', () => undefined);
  const closing: (() => Promise<void>)[] = [];
  const portTo = async (subgraph: Subgraph): Promise<SubgraphPort> => {
    if (shape === 'one process') return localPort(subgraph, verify);
    const { name } = subgraph;
    const served = await serveSubgraph({
      name,
      start: async () => subgraph,
      verify,
      port: 0,
      host: '127.0.0.1',
      log,
      production: true,
      graceMs: 100,
    });
    await served.started;
    const port = httpPort({ name, url: served.url, sdl: subgraphSdl(subgraph.schema) });
    closing.push(() => port.close().then(() => served.stop()));
    return port;
  };
  const ports = await Promise.all(made.map(portTo));
  const composed = composeServices(
    Object.entries(subgraphs).map(([name, sdl]) => ({ name, url: `http://${name}`, typeDefs: parse(sdl) })),
  );
  const graph = {
    schema: publicSchema(composed.publicSdl!),
    planner: new QueryPlanner(composed.supergraphSdl!),
    ports: new Map(ports.map((port) => [port.name, port])),
  };
  const opened = await Sessions.open([sessions.publicKey]);
  const server = await createServer({
    publicKeys: [],
    answers: new Answers({
      graph,
      limits: LIMITS,
      keptMegabytes: 0,
      introspection: false,
      sign: createViewerSigner(pair.privateKey),
      viewerOf: (token) => opened.viewerOfToken(token),
      log,
    }),
    sessions: opened,
    cookies: new Cookies(secure),
    clients: new Clients('a secret'),
    trustedProxies,
    ports,
    log,
    corsOrigins: ['https://app.example'],
    graphiql: false,
    mailbox: null,
  });
  const address = await server.listen(0, '127.0.0.1');
  return {
    ...client(address),
    address,
    sessions,
    /** What began and ended, in order. */
    said,
    /** From where each change or question was asked, as the subgraph was told. */
    from,
    async stop() {
      await server.stop();
      for (const close of closing) await close();
    },
  };
}
