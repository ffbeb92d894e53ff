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
  /** Whether it changes something, and is no read. */
  changes: boolean;
  /** Response keys at the root that every answer has. */
  roots: readonly string[];
  variables: readonly string[];
  /** By the response key of `_entities`; the variable carries the representations. */
  entities: { key: string; variable: string; targets: Target[] }[];
}

/** A query plan with every operation made ready. */
export type Planned =
  | Fetch
  | { kind: 'sequence' | 'parallel'; changes: boolean; nodes: Planned[] }
  | { kind: 'condition'; changes: boolean; variable: string; met: Planned | null; otherwise: Planned | null };

/** Makes each operation of a plan ready at its subgraph. */
export function plannedBy(plan: QueryPlan, ports: ReadonlyMap<string, SubgraphPort>): Planned | null {
  return plan.node ? planned(plan.node, ports, []) : null;
}

function planned(node: PlanNode, ports: ReadonlyMap<string, SubgraphPort>, path: Step[]): Planned {
  const below = (child: PlanNode | undefined) => (child ? planned(child, ports, path) : null);
  switch (node.kind) {
    case 'Sequence':
      return inSeries(node.nodes.map((child) => planned(child, ports, path)));
    case 'Parallel':
      return side(node.nodes.map((child) => planned(child, ports, path)));
    case 'Flatten':
      return planned(node.node, ports, [...path, ...node.path.map(stepOf)]);
    case 'Condition': {
      const [met, otherwise] = [below(node.ifClause), below(node.elseClause)];
      const changes = Boolean(met?.changes || otherwise?.changes);
      return { kind: 'condition', changes, variable: node.condition, met, otherwise };
    }
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

const changing = ({ changes }: Planned): boolean => changes;

const inSeries = (nodes: Planned[]): Planned => ({ kind: 'sequence', changes: nodes.some(changing), nodes });

/**
 * Side by side, but for what changes something: that goes in the order of the client, one after the other, each when what was asked
 * of the one before has been read (GraphQL specification, 6.2.2). The planner puts changes in one row with such reads.
 */
function side(nodes: Planned[]): Planned {
  if (!nodes.some(changing)) return { kind: 'parallel', changes: false, nodes };
  const reads = nodes.filter((node) => !node.changes);
  return inSeries([{ kind: 'parallel', changes: false, nodes: reads }, ...nodes.filter(changing)]);
}

function fetchOf(
  node: { serviceName: string; operation: string; operationKind?: string; variableUsages?: string[] },
  ports: ReadonlyMap<string, SubgraphPort>,
): Omit<Fetch, 'entities'> {
  const port = ports.get(node.serviceName.toLowerCase());
  if (!port) throw new Error(`Expected a way to the subgraph "${node.serviceName}", but none is configured.`);
  return {
    kind: 'fetch',
    port,
    run: port.prepare(node.operation),
    changes: node.operationKind === 'mutation',
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
