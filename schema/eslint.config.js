import graphql, { configs, parser } from '@graphql-eslint/eslint-plugin';

const { 'flat/schema-recommended': recommended, 'flat/schema-relay': relay } = configs;

/** The public API by the recommended and the Relay rules of GraphQL-ESLint. */
export default [
  {
    files: ['schema/api.graphql'],
    languageOptions: { parser, parserOptions: { graphQLConfig: { schema: 'schema/api.graphql' } } },
    plugins: { '@graphql-eslint': graphql },
    rules: {
      ...recommended.rules,
      ...relay.rules,
      // Pages go forward only; `schema/relay.ts` sees to `first` and `after`.
      '@graphql-eslint/relay-arguments': ['error', { includeBoth: false }],
      // A short list, such as the tiers of a price, is a list and no connection.
      '@graphql-eslint/relay-edge-types': [
        'error',
        { listTypeCanWrapOnlyEdgeType: false, shouldImplementNode: true, withEdgeSuffix: true },
      ],
      // A value, such as a price, has no identity; what has one implements Node.
      '@graphql-eslint/strict-id-in-types': 'off',
    },
  },
];
