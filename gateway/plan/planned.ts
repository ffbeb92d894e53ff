import type { PlanNode, QueryPlan, RequiresSelection } from '@graphql-hive/router-query-planner';
import { Kind, parse } from 'graphql';
import type { PreparedOperation, SubgraphPort } from '../../kit/subgraph/port.ts';

/** One step down into the data: into a field, into each item of a list, or only into objects of some types. */
export type Step = { field: string } | { types: readonly string[] } | 'each';

/** Objects of the data so far for which a subgraph is asked for more. */
export interface Target {
  path: Step[];
  /** What the subgraph needs to know of each. */
  requires: readonly RequiresSelection[];
}

/** An operation on one subgraph, made ready; `entities` says for which objects, a root operation has none. */
export interface Fetch {
  kind: 'fetch';
  port: SubgraphPort;
  run: PreparedOperation;
  /** Response keys at the root that every answer has. */
  roots: readonly string[];
  variables: readonly string[];
  /** By the response key of `_entities`; the variable carries the representations. */
  entities: { key: string; variable: string; targets: Target[] }[];
}

/** A query plan with every operation made ready. */
export type Planned =
  | Fetch
  | { kind: 'sequence' | 'parallel'; nodes: Planned[] }
  | { kind: 'condition'; variable: string; met: Planned | null; otherwise: Planned | null };

/** Makes each operation of a plan ready at its subgraph. */
export function plannedBy(plan: QueryPlan, ports: ReadonlyMap<string, SubgraphPort>): Planned | null {
  return plan.node ? planned(plan.node, ports, []) : null;
}

function planned(node: PlanNode, ports: ReadonlyMap<string, SubgraphPort>, path: Step[]): Planned {
  const below = (child: PlanNode | undefined) => (child ? planned(child, ports, path) : null);
  switch (node.kind) {
    case 'Sequence':
      return { kind: 'sequence', nodes: node.nodes.map((child) => planned(child, ports, path)) };
    case 'Parallel':
      return { kind: 'parallel', nodes: node.nodes.map((child) => planned(child, ports, path)) };
    case 'Flatten':
      return planned(node.node, ports, [...path, ...node.path.map(stepOf)]);
    case 'Condition':
      return {
        kind: 'condition',
        variable: node.condition,
        met: below(node.ifClause),
        otherwise: below(node.elseClause),
      };
    case 'Fetch': {
      const entities = node.requires
        ? [{ key: '_entities', variable: 'representations', targets: [{ path, requires: node.requires }] }]
        : [];
      return { ...fetchOf(node, ports), entities };
    }
    case 'BatchFetch':
      return {
        ...fetchOf(node, ports),
        entities: node.entityBatch.aliases.map(({ alias, representationsVariableName, paths, requires }) => ({
          key: alias,
          variable: representationsVariableName,
          targets: paths.map((target) => ({ path: target.map(stepOf), requires })),
        })),
      };
    default:
      throw new Error(`Expected a query plan without subscriptions and deferred parts, got a ${node.kind} node.`);
  }
}

function fetchOf(
  node: { serviceName: string; operation: string; variableUsages?: string[] },
  ports: ReadonlyMap<string, SubgraphPort>,
): Omit<Fetch, 'entities'> {
  const port = ports.get(node.serviceName.toLowerCase());
  if (!port) throw new Error(`Expected a way to the subgraph "${node.serviceName}", but none is configured.`);
  return {
    kind: 'fetch',
    port,
    run: port.prepare(node.operation),
    roots: rootsOf(node.operation),
    variables: node.variableUsages ?? [],
  };
}

function rootsOf(operation: string): string[] {
  const root = parse(operation).definitions.find((node) => node.kind === Kind.OPERATION_DEFINITION);
  return (root?.selectionSet.selections ?? []).flatMap((node) =>
    node.kind === Kind.FIELD && !node.directives?.length ? [node.alias?.value ?? node.name.value] : [],
  );
}

const stepOf = (segment: '@' | { Field: string } | { TypeCondition: string[] }): Step =>
  segment === '@' ? 'each' : 'Field' in segment ? { field: segment.Field } : { types: segment.TypeCondition };
