import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { ApolloGateway, type GraphQLDataSource } from '@apollo/gateway';
import { ApolloServer } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled';
import { fastifyApolloDrainPlugin, fastifyApolloHandler } from '@as-integrations/fastify';
import fastify from 'fastify';
import type { SubgraphCall, SubgraphPort } from '../../kit/subgraph/port.ts';
import { anonymous } from '../../kit/viewer/viewer.ts';
import type { StartEngine } from './ground.ts';

/** The Apollo gateway behind Apollo Server and Fastify, its data sources the subgraphs of the ground: no network. */
export const startApollo: StartEngine = async ({ ports, sign }) => {
  const gateway = new ApolloGateway({
    supergraphSdl: readFileSync('schema/supergraph.graphql', 'utf8'),
    buildService: ({ name }) => sourceOf(ports.find((port) => port.name === name)!),
  });
  const app = fastify();
  const server = new ApolloServer<SubgraphCall>({
    gateway,
    introspection: false,
    persistedQueries: false,
    stopOnTerminationSignals: false,
    plugins: [
      fastifyApolloDrainPlugin(app),
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginLandingPageDisabled(),
      ApolloServerPluginUsageReportingDisabled(),
    ],
  });
  await server.start();
  const handler = fastifyApolloHandler(server, {
    context: async () => ({ statement: await sign(anonymous), locale: 'EN', requestId: randomUUID() }) as const,
  });
  app.post('/graphql', handler);
  return app.listen({ port: 0, host: '127.0.0.1' });
};

const sourceOf = (port: SubgraphPort): GraphQLDataSource<SubgraphCall> => ({
  process: async ({ request, context }) =>
    port.prepare(request.query!)(request.variables ?? {}, context as SubgraphCall),
});
