import {
  getArgumentValues,
  Kind,
  type FieldNode,
  type GraphQLObjectType,
  type GraphQLResolveInfo,
  type SelectionNode,
} from 'graphql';

/** What a client asked for below a field: the names of selected fields, and for each the selection below it. */
export type Selection = Map<string, { nodes: FieldNode[]; below: Selection }>;

const known = new WeakMap<readonly FieldNode[], Selection>();

/**
 * The selection below the field that is being resolved, over all fragments, whatever their conditions. Kept for as long as the
 * operation is, so that a prepared operation is looked through once.
 */
export function selectionOf(info: GraphQLResolveInfo): Selection {
  let selection = known.get(info.fieldNodes);
  if (!selection) {
    selection = new Map();
    for (const node of info.fieldNodes) collect(node.selectionSet?.selections ?? [], info, selection);
    known.set(info.fieldNodes, selection);
  }
  return selection;
}

/** The values of an argument of a selected field, one for each time that the field is selected. */
export function argumentOf(
  selection: Selection,
  type: GraphQLObjectType,
  field: string,
  argument: string,
  variables: Record<string, unknown>,
): unknown[] {
  const definition = type.getFields()[field];
  if (!definition) return [];
  return (selection.get(field)?.nodes ?? []).map((node) => getArgumentValues(definition, node, variables)[argument]);
}

function collect(selections: readonly SelectionNode[], info: GraphQLResolveInfo, into: Selection): void {
  for (const node of selections) {
    if (node.kind === Kind.FIELD) {
      let field = into.get(node.name.value);
      if (!field) into.set(node.name.value, (field = { nodes: [], below: new Map() }));
      field.nodes.push(node);
      if (node.selectionSet) collect(node.selectionSet.selections, info, field.below);
    } else {
      const { selectionSet } = node.kind === Kind.INLINE_FRAGMENT ? node : info.fragments[node.name.value]!;
      collect(selectionSet.selections, info, into);
    }
  }
}
