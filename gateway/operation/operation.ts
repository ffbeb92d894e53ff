import type { QueryPlanner } from '@graphql-hive/router-query-planner';
import {
  execute,
  Kind,
  print,
  type DocumentNode,
  type ExecutionResult,
  type GraphQLError,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from 'graphql';
import type { SubgraphPort, Variables } from '../../kit/subgraph/port.ts';
import { executePlan, within, type Execution } from '../plan/execute.ts';
import { plannedBy, type Fetch, type Planned } from '../plan/planned.ts';
import { projectionOf } from '../plan/project.ts';
import type { Asking } from './asking.ts';
import { splitIntrospection } from './introspection.ts';

/** Milliseconds after which an answer goes out with what has come in. A change may take its time: to break it off helps nobody. */
export const WITHIN_MS = { query: 2_500, mutation: 10_000, subscription: 0 };

export interface Graph {
  /** The public API. */
  schema: GraphQLSchema;
  planner: QueryPlanner;
  ports: ReadonlyMap<string, SubgraphPort>;
}

/** An operation made ready, to be run with any variables. */
export type Runner = (variables: Variables, asking: Asking) => Promise<ExecutionResult>;

/**
 * Makes an operation ready. One that a single subgraph can answer as it stands goes to it untouched; any other runs by a query
 * plan and is put together here. What asks about the schema is answered here.
 */
export function runnerOf(document: DocumentNode, operation: OperationDefinitionNode, graph: Graph): Runner {
  const { introspection, rest } = splitIntrospection(operation, document);
  const own = {
    kind: Kind.DOCUMENT,
    definitions: [operation, ...document.definitions.filter(({ kind }) => kind === Kind.FRAGMENT_DEFINITION)],
  } as const;
  if (introspection) {
    const run = rest && runnerOf({ ...own, definitions: [rest, ...own.definitions.slice(1)] }, rest, graph);
    const asked = { ...own, definitions: [introspection, ...own.definitions.slice(1)] };
    return async (variables, asking) =>
      both(
        await execute({ schema: graph.schema, document: asked, variableValues: variables }),
        await run?.(variables, asking),
      );
  }
  const plan = plannedBy(graph.planner.plan(print(own), operation.name?.value, new Set(), 0), graph.ports);
  if (!plan) return async () => ({ data: {} });
  const project = projectionOf(graph.schema, own, operation);
  const deadline = () => Date.now() + WITHIN_MS[operation.operation];
  const alone = single(plan, own);
  if (alone) {
    return async (variables, asking) => {
      const { data, errors } = await within(alone, variables, { asking, deadline: deadline() });
      return { data: data ?? project({}, variables), ...(errors && { errors }) };
    };
  }
  return async (variables, asking) => {
    const execution: Execution = { data: {}, errors: [], variables, asking: silent(asking), deadline: deadline() };
    await executePlan(plan, execution);
    const data = project(execution.data, variables);
    return execution.errors.length > 0 ? { data, errors: execution.errors } : { data };
  };
}

/** For how long one of several parts holds says nothing of the others. */
const silent = (asking: Asking): Asking =>
  asking.call.stands ? { ...asking, call: { ...asking.call, stands: undefined } } : asking;

/**
 * The subgraph that answers the whole operation as the client wrote it, if there is one. Only what its own schema made in this
 * process goes out unread.
 */
function single(plan: Planned, own: DocumentNode): Fetch | null {
  if (plan.kind !== 'fetch' || plan.entities.length > 0) return null;
  if (!plan.port.inProcess || !plan.port.answersAlone(own)) return null;
  return { ...plan, run: plan.port.prepare(print(own)) };
}

function both(first: ExecutionResult, second: ExecutionResult | undefined): ExecutionResult {
  const errors: GraphQLError[] = [...(first.errors ?? []), ...(second?.errors ?? [])];
  return { data: { ...first.data, ...second?.data }, ...(errors.length > 0 && { errors }) };
}
