import { ApolloServer, type ApolloServerPlugin } from '@apollo/server';
import { unwrapResolverError } from '@apollo/server/errors';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginSchemaReportingDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled';
import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import { faultOf } from '../log/fault.ts';
import type { Log } from '../log/log.ts';
import { toldChange } from './session-change.ts';
import type { Subgraph, SubgraphRequest } from './subgraph.ts';

/** Codes that leave the subgraph with their words; every other error is a fault and stays inside. */
const SPOKEN = new Set([
  'BAD_USER_INPUT',
  'UNAUTHENTICATED',
  'FORBIDDEN',
  'UNAVAILABLE',
  'TOO_EXPENSIVE',
  'RATE_LIMITED',
  'BAD_REQUEST',
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'OPERATION_RESOLUTION_FAILURE',
  'PERSISTED_QUERY_NOT_SUPPORTED',
]);
const MAX_TOKENS = 30_000;
const silent = { debug: ignore, info: ignore, warn: ignore, error: ignore };

/** The Apollo server of a subgraph: it reports to nobody, shows no page, and lets no unexpected error out. */
export function apolloOf(
  { schema }: Subgraph,
  { production, log }: { production: boolean; log: Log },
): ApolloServer<SubgraphRequest> {
  return new ApolloServer<SubgraphRequest>({
    schema,
    introspection: !production,
    hideSchemaDetailsFromClientErrors: production,
    includeStacktraceInErrorResponses: false,
    csrfPrevention: true,
    persistedQueries: false,
    stopOnTerminationSignals: false,
    parseOptions: { maxTokens: MAX_TOKENS },
    logger: silent,
    formatError: maskFault,
    plugins: [
      faultLog(log),
      sessionNews,
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginInlineTraceDisabled(),
      ApolloServerPluginLandingPageDisabled(),
      ApolloServerPluginSchemaReportingDisabled(),
      ApolloServerPluginUsageReportingDisabled(),
    ],
  });
}

function maskFault(shown: GraphQLFormattedError, error: unknown): GraphQLFormattedError {
  if (isSpoken(shown.extensions?.['code'], error)) return shown;
  return {
    message: 'Something went wrong in a part of the service. Try again; if it stays, report the request id.',
    ...(shown.path && { path: shown.path }),
    extensions: { code: 'INTERNAL' },
  };
}

const faultLog = (log: Log): ApolloServerPlugin<SubgraphRequest> => ({
  async requestDidStart() {
    return {
      async didEncounterErrors({ errors, contextValue: { requestId } }) {
        for (const error of errors) {
          if (isSpoken(error.extensions['code'], error)) continue;
          log.error('unexpected error', { ...faultOf(unwrapResolverError(error)), requestId });
        }
      },
    };
  },
  async unexpectedErrorProcessingRequest({ requestContext, error }) {
    log.error('unexpected error', { ...faultOf(error), requestId: requestContext.contextValue.requestId });
  },
});

/** Tells the gateway what the operation did to the session. */
const sessionNews: ApolloServerPlugin<SubgraphRequest> = {
  async requestDidStart() {
    return {
      async willSendResponse({ contextValue, response: { body } }) {
        const change = toldChange(contextValue);
        if (change && body.kind === 'single') body.singleResult.extensions = { ...change };
      },
    };
  },
};

/** A code counts when the one who wrote the error chose it: drivers have codes of their own. */
const isSpoken = (code: unknown, error: unknown): boolean =>
  SPOKEN.has(code as string) && unwrapResolverError(error) instanceof GraphQLError;

function ignore(): void {}
