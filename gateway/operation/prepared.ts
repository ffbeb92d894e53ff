import {
  getVariableValues,
  GraphQLError,
  Kind,
  NoSchemaIntrospectionCustomRule,
  parse,
  specifiedRules,
  validate,
  type DocumentNode,
  type OperationDefinitionNode,
} from 'graphql';
import type { Variables } from '../../kit/subgraph/port.ts';
import { Refusal } from '../error/refusal.ts';
import { withoutSuggestion, withoutValue } from '../error/shown-error.ts';
import { expandNodes, foldNodes, hasNodeFields } from '../node/node-fields.ts';
import { projectionOf } from '../plan/project.ts';
import { costOf, type Cost } from './cost.ts';
import { checkLimits, type Limits } from './limits.ts';
import { localeArguments, type LocaleOf } from './locale-argument.ts';
import { runnerOf, type Graph, type Runner } from './operation.ts';

/** A document that was read, checked and planned once, and is run many times. */
export interface Prepared {
  /** Tells it from every other that this process made ready. */
  number: number;
  kind: 'query' | 'mutation';
  /** Names of the fields at the root. */
  roots: ReadonlySet<string>;
  /** Fields at the root. */
  fields: number;
  cost: Cost;
  /** The language that the operation's own arguments ask for. */
  localeOf: LocaleOf;
  /** Checks the variables as the schema wants them; refuses with every fault. */
  coerce(given: Variables): Variables;
  run: Runner;
}

export interface PrepareOptions {
  graph: Graph;
  limits: Limits;
  /** Whether clients may ask about the schema. */
  introspection: boolean;
  /** Whether the request may ask but change nothing. */
  readOnly: boolean;
  /** Prepares (or finds prepared) a document that the gateway itself wrote. */
  inner: (query: string) => Runner;
}

let made = 0;

/** Reads, checks and plans a document. Refuses what is too large, not valid, or of a kind that is not served. */
export function prepare(
  query: string,
  operationName: string | undefined,
  { graph, limits, introspection, readOnly, inner }: PrepareOptions,
): Prepared {
  const document = parsed(query, limits);
  checkLimits(document, limits);
  const operation = chosen(document, operationName);
  if (readOnly && operation.operation !== 'query') throw onlyQueries();
  const rules = introspection ? specifiedRules : [...specifiedRules, NoSchemaIntrospectionCustomRule];
  const [error] = validate(graph.schema, document, rules, { maxErrors: 1 });
  if (error) throw new Refusal('GRAPHQL_VALIDATION_FAILED', withoutSuggestion(error.message), 400, error.locations);
  const run = hasNodeFields(operation, document)
    ? nodeRunner(document, operation, graph, inner)
    : runnerOf(document, operation, graph);
  const { selections } = operation.selectionSet;
  const roots = new Set(selections.map((node) => (node.kind === Kind.FIELD ? node.name.value : '…')));
  return {
    number: ++made,
    kind: operation.operation as 'query' | 'mutation',
    roots,
    fields: selections.length,
    cost: costOf(operation, document),
    localeOf: localeArguments(operation),
    coerce: coercion(operation, graph),
    run,
  };
}

export const onlyQueries = (): Refusal =>
  new Refusal('BAD_USER_INPUT', 'Expected a query by GET: mutations go by POST.', 405);

function parsed(query: string, limits: Limits): DocumentNode {
  try {
    return parse(query, { maxTokens: limits.tokens });
  } catch (error) {
    const { message, locations } = error as GraphQLError;
    // The parser itself says "more that".
    if (/Document contains more tha[nt] /.test(message))
      throw new Refusal(
        'TOO_EXPENSIVE',
        `Expected a document of at most ${limits.tokens} tokens, got more. Split it into several.`,
      );
    throw new Refusal('GRAPHQL_PARSE_FAILED', message.slice(0, 300), 400, locations);
  }
}

function chosen(document: DocumentNode, name: string | undefined): OperationDefinitionNode {
  const operations = document.definitions.filter(
    (node): node is OperationDefinitionNode => node.kind === Kind.OPERATION_DEFINITION,
  );
  const operation =
    name === undefined && operations.length === 1
      ? operations[0]
      : operations.find((candidate) => name !== undefined && candidate.name?.value === name);
  if (!operation) {
    const message =
      name === undefined
        ? `Expected one operation, or \`operationName\` to choose one of ${operations.length}.`
        : 'Expected `operationName` to name an operation of the document.';
    throw new Refusal('BAD_USER_INPUT', message);
  }
  if (operation.operation === 'subscription')
    throw new Refusal('BAD_USER_INPUT', 'Expected a query or a mutation: subscriptions are not served.');
  return operation;
}

function coercion(
  { variableDefinitions = [] }: OperationDefinitionNode,
  { schema }: Graph,
): (given: Variables) => Variables {
  if (variableDefinitions.length === 0) return () => ({});
  return (given) => {
    const { coerced, errors } = getVariableValues(schema, variableDefinitions, given, { maxErrors: 1 });
    if (errors)
      throw new Refusal(
        'BAD_USER_INPUT',
        withoutValue(withoutSuggestion(errors[0]!.message)).slice(0, 500),
        400,
        errors[0]!.locations,
      );
    return coerced;
  };
}

/** Runs an operation that asks for objects by id: each id is asked of the owner of its type. */
function nodeRunner(
  document: DocumentNode,
  operation: OperationDefinitionNode,
  graph: Graph,
  inner: (query: string) => Runner,
): Runner {
  const project = projectionOf(graph.schema, document, operation);
  return async (variables, asking) => {
    const { query, fields, ids } = expandNodes(document, operation, variables);
    const { data, errors } = await inner(query)({ ...variables, ...ids }, asking);
    const back = new Map(
      fields.flatMap(({ responseKey, plural, keys }) =>
        keys.flatMap((key, index) => (key ? [[key, plural ? [responseKey, index] : [responseKey]] as const] : [])),
      ),
    );
    const moved = errors?.map((error) => {
      const [root, ...rest] = error.path ?? [];
      const path = back.get(root as string);
      return path
        ? new GraphQLError(error.message, {
            path: [...path, ...rest],
            originalError: error.originalError,
            extensions: error.extensions,
          })
        : error;
    });
    return { data: project(foldNodes(data, fields), variables), ...(moved && moved.length > 0 && { errors: moved }) };
  };
}
